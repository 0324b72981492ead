import ts from 'typescript';

/** A node and all below it, in the order of the text; not by recursion, which a long sum would bring to its end. */
export function* nodesOf(root: ts.Node): Generator<ts.Node> {
  const pending = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    yield node;
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => void children.push(child));
    for (const child of children.reverse()) pending.push(child);
  }
}
