import { expect } from 'chai';
import { formOfError } from '../../diagnosis/error-form';

const error = (message: string, place: string, name = 'TypeError') =>
  formOfError({ kind: 'error', name, message, stack: `${name}: ${message}\n    at f (${place})` } as never);

describe('what is the same of an error whoever wrote the code', () => {
  it('is not the line, nor what a variable is called', () => {
    const one = error('pairs.map is not a function', 'src/one.ts:3:7');
    expect(error('rows.map is not a function', 'src/one.ts:9:1')).to.equal(one);
  });

  it('is its class, its file and what was missing', () => {
    const one = error('pairs.map is not a function', 'src/one.ts:3:7');
    expect(error('pairs.filter is not a function', 'src/one.ts:3:7')).not.to.equal(one);
    expect(error('pairs.map is not a function', 'src/two.ts:3:7')).not.to.equal(one);
    expect(error('pairs.map is not a function', 'src/one.ts:3:7', 'Error')).not.to.equal(one);
  });

  it('is the same in a release, whose modules are compiled', () => {
    const [source, compiled] = [
      '/course/toolkit/data/stack.ts:20:11',
      '/course/toolkit/dist/data/stack.js:14:9',
    ];
    expect(error('needs a tensor', compiled)).to.equal(error('needs a tensor', source));
    expect(error('needs a tensor', '/course/toolkit/dist/data/pile.js:1:1')).not.to.equal(
      error('needs a tensor', source),
    );
  });

  it('is not the place where calls without end happened to stop', () => {
    const message = 'Maximum call stack size exceeded';
    expect(error(message, 'conv.ts:3:7', 'RangeError')).to.equal(error(message, 'relu.ts:1:1', 'RangeError'));
  });
});
