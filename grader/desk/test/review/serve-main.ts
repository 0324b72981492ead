import { serveReview, type ReviewOptions } from '../../review/serve';

/** A review page in a process of its own, which a test can kill. */
void serveReview(JSON.parse(process.argv[2]!) as ReviewOptions).then(({ url }) =>
  process.stdout.write(`${url}\n`),
);
