// Times frames while the tree of an archive is scrolled, all of its folders open: node scrolling.mjs ARCHIVE prints
// milliseconds between frames, median and worst, and how long filtering takes.
import { analyse, launch, openPage, serve } from '../browser/support.mjs';

const [archive] = process.argv.slice(2);
const site = await serve();
const browser = await launch();
const page = await openPage(browser, site.url);
const report = await analyse(page, archive);
await page.keyboard.press('3');
await page.waitForTimeout(500);

// A word that every path matches opens all folders.
await page.mouse.click(550, 92);
await page.waitForTimeout(200);
const start = Date.now();
await page.keyboard.type('/');
await page.waitForTimeout(50);
await page.evaluate(() => new Promise(requestAnimationFrame));
const filtering = Date.now() - start;

await page.mouse.move(600, 400);
const times = await page.evaluate(() => new Promise((resolve) => {
  const canvas = document.getElementById('canvas');
  const stamps = [];
  const frame = (now) => {
    stamps.push(now);
    if (stamps.length > 180) return resolve(stamps);
    canvas.dispatchEvent(new WheelEvent('wheel', { deltaY: 120, clientX: 600, clientY: 400, bubbles: true, cancelable: true }));
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}));
const gaps = times.slice(1).map((time, number) => time - times[number]).slice(5).sort((a, b) => a - b);
const frames = await page.evaluate(() => window.plimsoll.frames());
await page.screenshot({ path: process.env.SCREENSHOT ?? '/dev/null', type: 'png' });
console.log(`${report.filesystem.files} files: ${gaps[gaps.length >> 1].toFixed(1)} ms median, ${gaps.at(-1).toFixed(1)} ms worst between frames (${frames} drawn); filtering ${filtering} ms`);
await browser.close();
site.close();
