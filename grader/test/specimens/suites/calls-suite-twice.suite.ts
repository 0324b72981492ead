import { suite } from 'boletim/suite';

suite('one', () => {});
suite('one', () => {});
