import { x, f } from 'boletim/suite'; import {expect} from 'chai'; expect(x).to.equal(1);
f('hi');
