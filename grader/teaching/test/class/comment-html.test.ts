import { expect } from 'chai';
import { HOSTILE } from '../../../test/reporters/hostile-text';
import { commentHtml } from '../../class/comment-html';

describe("a reviewer's comment in a page", () => {
  it('is Markdown', () => {
    expect(commentHtml('**Look** at `x`:\n\n- one')).to.equal(
      '<p><strong>Look</strong> at <code>x</code>:</p>\n<ul>\n<li>one</li>\n</ul>',
    );
  });

  it('has no tag, picture, heading or address of its own that could do harm', () => {
    for (const text of [...HOSTILE, '# a\n\nb\n===\n\n![a](http://127.0.0.1:9/x)', '[a](javascript:x)']) {
      const html = commentHtml(text);
      expect(html).not.to.match(/<(?!\/?(p|em|strong|ul|ol|li|code|pre|a|br|hr|blockquote)\b)/);
      expect(html).not.to.match(/<[^>]* (on\w+|style|src)=/);
      expect(html).not.to.match(/href="(?!https?:|mailto:|#|"|[\w./%-]*")/);
    }
  });
});
