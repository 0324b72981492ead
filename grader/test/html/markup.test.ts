import { expect } from 'chai';
import fc from 'fast-check';
import { markup, trusted } from '../../html/markup';

describe('markup', () => {
  it('escapes strings, keeps markup, joins lists and leaves nothing of null and false', () => {
    const made = markup`<p title="${'"'}">${'<b>'}${markup`<i>${"'&"}</i>`}${['a', 1]}${null}${false}${undefined}</p>`;
    expect(made.text).to.equal('<p title="&#34;">&#60;b&#62;<i>&#39;&#38;</i>a1</p>');
  });

  it('makes no tag, attribute or entity of any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => !/[<>"']|&(?!#\d+;)/.test(markup`${text}`.text)),
    );
  });

  it('takes control characters away', () => {
    expect(markup`${'\u001b[31mred\u0000'}`.text).to.equal('red␀');
  });

  it('leaves our own text alone', () => {
    expect(markup`${trusted('a > b')}`.text).to.equal('a > b');
  });
});
