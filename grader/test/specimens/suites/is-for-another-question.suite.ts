import { suite } from 'boletim/suite';

suite('two', () => {});
