import { expect } from 'chai';
import { UndoStack } from '../../setup/undo';

describe('UndoStack', () => {
  it('undoes the newest step first, once', async () => {
    const order: number[] = [];
    const undo = new UndoStack();
    for (const i of [1, 2, 3]) undo.add(() => void order.push(i));
    await undo.undo();
    await undo.undo();
    expect(order).to.deep.equal([3, 2, 1]);
  });

  it('goes on after a step that fails and returns the failure', async () => {
    const done: string[] = [];
    const undo = new UndoStack();
    undo.add(() => void done.push('first'));
    undo.add(() => Promise.reject(new Error('locked')));
    const failures = await undo.undo();
    expect(done).to.deep.equal(['first']);
    expect(failures.map(({ message }) => message)).to.deep.equal(['locked']);
  });
});
