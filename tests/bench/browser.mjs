// Times the page in headless Chromium. Reads requests from standard input, one JSON a line, and answers each by one:
//   {"path": "/image.tar", "workers": 2} → {"seconds": 1.23, "memory": {"page": BYTES, "worker": BYTES}}
// Without `workers` the page decides. A `path` may be a folder. Each request gets a new page: nothing is at hand but the
// site's own files.
import { createInterface } from 'node:readline';

import { give, launch, openPage, serve } from '../browser/support.mjs';

const site = await serve();
const browser = await launch();

const measure = async ({ path, workers }) => {
  const page = await openPage(browser, site.url);
  try {
    await give(page, path);
    await page.waitForTimeout(500);  // the first worker has started by then, as it has when a reader chooses a file
    return await page.evaluate(async (options) => {
      const files = [...document.getElementById('given').files];
      const start = performance.now();
      const report = await window.plimsoll.open(files, options);
      const seconds = (performance.now() - start) / 1000;
      if (!report.layers.every((layer) => layer.complete)) throw new Error('a layer is not complete');
      return { seconds, memory: window.plimsoll.memory() };
    }, { workers });
  } finally {
    await page.close();
  }
};

console.log(JSON.stringify({ ready: true }));
for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await measure(JSON.parse(line))));
}
await browser.close();
site.close();
