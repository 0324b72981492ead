import { suite } from '@boletim/grader/suite';
import { nothing } from './nothing';

suite('one', () => void nothing);
