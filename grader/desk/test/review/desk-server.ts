import { serveReview, type ReviewOptions } from '../../review/serve';
import { classFolder, type Member } from './class-folder';

const ANA: Member = {
  id: 'ana',
  name: 'Ana Lima',
  code: 'export function mean(values: number[]): number {\n  return values[0]! / 2;\n}\n',
  essay: 'That means can be empty.',
  failed: { 'whole-numbers': 'expected 0.5 to equal 2' },
};

/** A class of students who failed in one of two ways, or not at all. */
export function classOf(count: number): Member[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index).padStart(3, '0');
    const failed = [ANA.failed!, { 'empty-list': 'expected NaN to equal 0' }, {}][index % 3]!;
    const code = ANA.code.replace('/ 2', `/ ${index + 2}`);
    return { ...ANA, id: `student-${number}`, name: `Student Number${number}`, code, failed };
  });
}

/** Serves the review page of a class on a free port, until the tests of a \`describe\` end. */
export async function serveClass(
  members: readonly Member[] = [ANA],
  options: Partial<ReviewOptions> = {},
): Promise<{ url: string; out: string; reviews: string; assignment: string; root: string }> {
  const { out, assignment, root } = await classFolder(members);
  const reviews = `${out}/reviews`;
  const shared = { out, reviews, assignment, reviewer: 'bia', lang: 'en' as const, blind: false };
  const { url, close } = await serveReview({ ...shared, ...options });
  after(close);
  return { url, out, reviews, assignment, root };
}

/** The address of a student's answer. */
export async function answerAddress(url: string, student: string, question = 'mean'): Promise<string> {
  const list = await (await fetch(`${url}q/${question}?show=all`)).text();
  const found = new RegExp(`href="[^"]*/(q/${question}/s/\\w+)\\?show=all"><bdi>[^<]*${student}`).exec(list);
  if (!found) throw new Error(`${student} is not in the list`);
  return `${url}${found[1]}?show=all`;
}
