import { suite } from 'boletim/suite';

suite('one', () => {});
throw new Error('loaded badly');
