import { plainText } from '../report/text';

type Attributes = Record<string, string | number | null>;

/** One XML 1.0 element on its own lines. A string child is text; null attributes and children are left out. */
export function element(
  name: string,
  attributes: Attributes,
  children: readonly (string | Element)[] = [],
): Element {
  return { name, attributes, children };
}

export interface Element {
  name: string;
  attributes: Attributes;
  children: readonly (string | Element)[];
}

/** The text of a document with `root` as its element. */
export function xmlDocument(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${render(root, '')}\n`;
}

/** Escapes text for element content and attribute values, after `plainText` has made it legal XML 1.0. */
function xmlText(text: string): string {
  return plainText(text).replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function render({ name, attributes, children }: Element, indent: string): string {
  const start = `${indent}<${name}${renderAttributes(attributes)}`;
  if (children.length === 0) return `${start}/>`;
  const [only] = children;
  if (children.length === 1 && typeof only === 'string') return `${start}>${xmlText(only)}</${name}>`;
  const lines = children.map((child) =>
    typeof child === 'string' ? xmlText(child) : render(child, `${indent}  `),
  );
  return [`${start}>`, ...lines, `${indent}</${name}>`].join('\n');
}

/** A raw line break or tab in an attribute would be read back as a space. */
function renderAttributes(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(
      ([name, value]) =>
        ` ${name}="${xmlText(String(value)).replace(/\n/g, '&#10;').replace(/\t/g, '&#9;')}"`,
    )
    .join('');
}
