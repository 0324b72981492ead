import { isMap, isSeq, parseDocument, type Document, type YAMLMap } from 'yaml';
import { plainText } from '@boletim/grader/report';
import type { Change, FieldValue } from './change';

/** Who changes a review, and when. */
export interface Author {
  by: string;
  /** ISO 8601. */
  at: string;
}

/** A review's YAML with what a person wrote into it by hand kept as it is. */
export class ReviewDocument {
  private readonly document: Document;

  constructor(yaml: string) {
    this.document = parseDocument(yaml);
  }

  /** What a change's field holds now. */
  valueOf(change: Change): FieldValue {
    const value: unknown = this.document.getIn(this.pathOf(change));
    switch (change.field) {
      case 'points':
        return typeof value === 'number' ? value : null;
      case 'items':
        return isSeq(value) ? (value.toJSON() as unknown[]).map(String) : [];
      case 'done':
      case 'apart':
        return value === true;
      default:
        return typeof value === 'string' ? value : '';
    }
  }

  /** Who changed the field, or what it belongs to, last. */
  authorOf(change: Change): string | null {
    const by: unknown = this.document.getIn([...this.ownerOf(change), 'by']);
    return typeof by === 'string' ? by : null;
  }

  apply(change: Change, { by, at }: Author): void {
    const path = this.pathOf(change);
    const empty = change.value === '' || change.value === null || change.value === false;
    const nothing = empty || (Array.isArray(change.value) && change.value.length === 0);
    if (nothing && (change.field === 'line' || change.field === 'reply')) {
      if (this.document.hasIn(path)) this.document.deleteIn(path.slice(0, -1));
    } else if (nothing) {
      if (this.document.hasIn(path)) this.document.deleteIn(path);
    } else {
      this.describe(change);
      this.document.setIn(path, change.value);
      this.sign(this.ownerOf(change), { by, at });
    }
    if (change.field !== 'reply') this.sign(['questions', change.question], { by, at });
  }

  /** The YAML, in which every text is exactly what was typed. */
  toString(): string {
    const written = this.document.toString({ lineWidth: 0 });
    if (isSame(parseDocument(written), this.document)) return written;
    return this.document.toString({ lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', blockQuote: false });
  }

  /** Where the field stands, or would. */
  private pathOf(change: Change): (string | number)[] {
    switch (change.field) {
      case 'line':
        return [...this.ownerOf(change), 'comment'];
      case 'reply':
        return [...this.ownerOf(change), 'reply'];
      default:
        return ['questions', change.question, change.field];
    }
  }

  private ownerOf(change: Change): (string | number)[] {
    const questionPath = ['questions', change.question];
    if (change.field === 'line')
      return this.entry([...questionPath, 'lines'], (entry) => isAbout(entry, change));
    if (change.field === 'reply') return this.entry(['replies'], (entry) => isAnswer(entry, change));
    return questionPath;
  }

  /** The entry of a list that fits, or the place behind its last. */
  private entry(list: (string | number)[], fits: (entry: YAMLMap) => boolean): (string | number)[] {
    const node: unknown = this.document.getIn(list);
    const entries = isSeq(node) ? node.items : [];
    const index = entries.findIndex((entry) => isMap(entry) && fits(entry));
    return [...list, index >= 0 ? index : entries.length];
  }

  /** What a new entry of a list is about. */
  private describe(change: Change): void {
    if (change.field !== 'line' && change.field !== 'reply') return;
    const owner = this.ownerOf(change);
    if (this.document.hasIn(owner)) return;
    const list = owner.slice(0, -1);
    if (!this.document.hasIn(list)) this.document.setIn(list, this.document.createNode([]));
    const about =
      change.field === 'line'
        ? { line: change.line, ...(change.quote !== '' && { quote: change.quote }) }
        : {
            ...(change.question !== '' && { question: change.question }),
            ...(change.why !== '' && { why: change.why }),
          };
    this.document.setIn(owner, this.document.createNode(about));
  }

  private sign(owner: (string | number)[], { by, at }: Author): void {
    this.document.setIn([...owner, 'by'], by);
    this.document.setIn([...owner, 'at'], at);
  }
}

function isAbout(entry: YAMLMap, { line, quote }: Extract<Change, { field: 'line' }>): boolean {
  const known: unknown = entry.get('quote');
  return entry.get('line') === line && (known === undefined || shown(known) === shown(quote));
}

function isAnswer(entry: YAMLMap, { question, why }: Extract<Change, { field: 'reply' }>): boolean {
  const known: unknown = entry.get('why');
  return (entry.get('question') ?? '') === question && (known === undefined || shown(known) === shown(why));
}

/** As a page shows it, where characters that no page can hold are replaced. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? plainText(value) : '';
}

function isSame(a: Document, b: Document): boolean {
  return JSON.stringify(a.toJS()) === JSON.stringify(b.toJS());
}
