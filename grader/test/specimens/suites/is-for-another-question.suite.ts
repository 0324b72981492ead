import { suite } from '@boletim/grader/suite';

suite('two', () => {});
