import { suite } from '@boletim/grader/suite';

suite('one', () => {});
suite('one', () => {});
