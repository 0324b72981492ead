import { suite } from 'boletim/suite';
import { nothing } from './nothing';

suite('one', () => void nothing);
