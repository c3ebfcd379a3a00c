// Times what a reader feels: node frames.mjs ARCHIVE opens it in headless Chromium and prints, in milliseconds, median and worst,
//
//   the tree, tables     between frames while they are scrolled, all folders open; 16.7 is 60 frames a second
//   a key                from the key to the frame that shows what it does, for each view
//   filtering            from the last letter to that frame
//   starting             from the address to a page that can be used, on a warm server; and to the first paint
//   at rest              frames drawn in five seconds
import { analyse, launch, openPage, serve } from '../browser/support.mjs';

const [archive] = process.argv.slice(2);
if (archive === undefined) {
  console.error('node frames.mjs ARCHIVE');
  process.exit(2);
}
const site = await serve();
const browser = await launch();

const tell = (what, times) => {
  const sorted = [...times].sort((a, b) => a - b);
  console.log(`${what.padEnd(28)} ${sorted[sorted.length >> 1].toFixed(1).padStart(7)} median ${sorted.at(-1).toFixed(1).padStart(7)} worst  (${sorted.length})`);
};

const starts = [], paints = [];
for (let round = 0; round < 6; round += 1) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' });
  const before = Date.now();
  await page.goto(site.url);
  await page.waitForFunction(() => window.plimsoll?.ready.then(() => true));
  const took = Date.now() - before;
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN);
  if (round > 0) {  // the first one warms up
    starts.push(took);
    paints.push(paint);
  }
  await page.close();
}
tell('starting', starts);
tell('first paint', paints.filter(Number.isFinite));

const page = await openPage(browser, site.url);
const report = await analyse(page, archive);
console.log(`${report.source.name}: ${report.filesystem.files} files`);
await page.waitForTimeout(1500);

/** Scrolls by the wheel, a notch a frame, at a place of the canvas. */
const scroll = (x, y) => page.evaluate(([x, y]) => new Promise((resolve) => {
  const canvas = document.getElementById('canvas');
  const stamps = [];
  const frame = (now) => {
    stamps.push(now);
    if (stamps.length > 180) return resolve(stamps.slice(1).map((stamp, number) => stamp - stamps[number]).slice(5));
    canvas.dispatchEvent(new WheelEvent('wheel', { deltaY: stamps.length % 60 < 40 ? 120 : -120, clientX: x, clientY: y, bubbles: true, cancelable: true }));
    return requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}), [x, y]);

await page.keyboard.press('3');
await page.waitForTimeout(500);
// A word that every path holds opens all folders.
await page.mouse.click(500, 92);
await page.waitForTimeout(300);
const filtering = [];
for (const letter of ['/', 'u', 'Backspace']) {
  const start = await page.evaluate(() => window.plimsoll.frames());
  const before = Date.now();
  await page.keyboard.press(letter);
  await page.waitForFunction((frames) => window.plimsoll.frames() > frames, start, { polling: 'raf' });
  filtering.push(Date.now() - before);
}
tell('filtering', filtering);
await page.mouse.move(300, 400);
tell('scrolling the tree', await scroll(300, 400));
await page.keyboard.press('Escape');
await page.keyboard.press('4');
await page.waitForTimeout(500);
await page.mouse.move(1150, 350);
tell('scrolling packages', await scroll(1150, 350));
await page.keyboard.press('6');
await page.waitForTimeout(500);
await page.mouse.move(500, 400);
tell('scrolling findings', await scroll(500, 400));

const keys = await page.evaluate(async () => {
  const canvas = document.getElementById('canvas');
  const times = [];
  for (let round = 0; round < 3; round += 1)
    for (const digit of '1234567890') {
      await new Promise((resolve) => setTimeout(resolve, 250));
      const frames = window.plimsoll.frames();
      const before = performance.now();
      const event = { key: digit, code: `Digit${digit}`, bubbles: true, cancelable: true };
      canvas.dispatchEvent(new KeyboardEvent('keydown', event));
      canvas.dispatchEvent(new KeyboardEvent('keyup', event));
      while (window.plimsoll.frames() === frames) await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);  // by then it is on its way to the screen
      times.push(performance.now() - before);
    }
  return times;
});
tell('a key to its view, at first', keys.slice(0, 10));
tell('a key to its view, then', keys.slice(10));

await page.waitForTimeout(1500);
const resting = await page.evaluate(() => window.plimsoll.frames());
await page.waitForTimeout(5000);
console.log(`at rest                      ${await page.evaluate(() => window.plimsoll.frames()) - resting} frames in 5 s`);
await browser.close();
site.close();
