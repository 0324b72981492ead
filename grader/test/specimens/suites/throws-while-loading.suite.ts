import { suite } from '@boletim/grader/suite';

suite('one', () => {});
throw new Error('loaded badly');
