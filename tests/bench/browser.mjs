// Times the page on one archive: node browser.mjs ARCHIVE ROUNDS prints {"seconds": [...], "memory": {...}}.
import { launch, openPage, serve } from '../browser/support.mjs';

const [archive, rounds] = process.argv.slice(2);
const site = await serve();
const browser = await launch();
const seconds = [];
let memory;
for (let round = 0; round < Number(rounds); round += 1) {
  const page = await openPage(browser, site.url);
  await page.evaluate(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', id: 'bench' });
    document.body.append(input);
  });
  await page.setInputFiles('#bench', archive);
  seconds.push(await page.evaluate(async () => {
    const start = performance.now();
    await window.plimsoll.open([...document.getElementById('bench').files]);
    return (performance.now() - start) / 1000;
  }));
  memory = await page.evaluate(() => window.plimsoll.memory());
  await page.close();
}
await browser.close();
site.close();
console.log(JSON.stringify({ seconds, memory }));
