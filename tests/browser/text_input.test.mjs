// Writing into the text fields that are drawn on the canvas: by keys, by an input method, by a soft keyboard, and by menus.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { analyse, dist, launch, openPage, serve } from './support.mjs';

const sample = join(dist, 'sample.tar');

let site, browser;
before(async () => {
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser.close();
  site.close();
});

const filter = { wide: [487, 92], narrow: [195, 125] };

/** A page with the sample's files, and a session of the browser's own protocol. */
const withFiles = (name, options, body) => test(name, async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: 'block', ...options });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  try {
    const page = await openPage(context, site.url, options);
    await analyse(page, sample);
    await page.keyboard.press('3');
    await page.waitForTimeout(300);
    await body(page, await context.newCDPSession(page));
    assert.deepEqual(page.complaints, []);
  } finally {
    await context.close();
  }
});

/** What came has been drawn: the canvas takes in only so much with a frame. */
const settled = (page) => page.evaluate(async () => {
  for (let before = -1, quiet = 0; quiet < 4; quiet = before === window.plimsoll.frames() ? quiet + 1 : 0) {
    before = window.plimsoll.frames();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));
  }
});
const focused = (page) => page.evaluate(() => document.activeElement.id);

const write = async (page) => {
  await page.mouse.click(...filter.wide);
  await settled(page);
};

/** What the field on the canvas holds: all of it is marked and copied. */
const textOf = async (page) => {
  await page.evaluate(() => navigator.clipboard.writeText('nothing was copied'));
  await settled(page);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await settled(page);
  return page.evaluate(() => navigator.clipboard.readText());
};

withFiles('a field that is clicked has the focus of the document, and gives it back', {}, async (page) => {
  assert.equal(await focused(page), 'canvas');
  await write(page);
  assert.equal(await focused(page), 'field');
  const box = await page.locator('#field').boundingBox();
  assert.ok(box.x > 338 && box.x < 380 && box.y > 80 && box.y + box.height < 107, JSON.stringify(box));
  await page.mouse.click(300, 720);
  await settled(page);
  assert.equal(await focused(page), 'canvas');
  assert.ok(await page.locator('#field').isHidden());
  await page.keyboard.press('2');  // keys are the application's again
  await page.waitForFunction(() => document.getElementById('status').textContent === 'Layers');
});

withFiles('keys write, move, erase, mark, copy, cut, paste and undo', {}, async (page) => {
  await write(page);
  await page.keyboard.type('zlob');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('i');
  await page.keyboard.press('End');
  await page.keyboard.type('. /\'t');
  assert.equal(await textOf(page), 'zlib. /\'t');
  await page.keyboard.press('Control+x');
  await settled(page);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'zlib. /\'t');
  await page.keyboard.type('<');
  await page.keyboard.press('Control+v');
  await settled(page);
  await page.keyboard.press('Home');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.type('Z');
  assert.equal(await textOf(page), 'Zlib. /\'t');
  await page.keyboard.press('Control+z');
  await settled(page);
  assert.equal(await textOf(page), 'lib. /\'t');  // as Dear ImGui undoes: the mark's erasing stays
  await page.keyboard.press('Enter');
  await settled(page);
  assert.equal(await focused(page), 'canvas');
});

withFiles('Escape gives back what was there, and the focus', {}, async (page) => {
  await write(page);
  await page.keyboard.type('abc');
  await page.keyboard.press('Escape');
  await settled(page);
  assert.equal(await focused(page), 'canvas');
  await write(page);
  assert.notEqual(await textOf(page), 'abc');
});

withFiles('Tab leaves the field for the next pane, and the picture behind the last one', {}, async (page) => {
  await write(page);
  await page.keyboard.type('usr');
  await page.keyboard.press('Tab');
  await page.waitForFunction(() => document.activeElement.id === 'canvas' && document.getElementById('field').hidden);
  await page.keyboard.type('x');  // is written nowhere
  for (let step = 0; step < 10 && (await focused(page)) === 'canvas'; step += 1) {
    await page.keyboard.press('Tab');
    await settled(page);
  }
  assert.equal(await focused(page), 'canvas-to-text');
  await settled(page);
  assert.equal(await focused(page), 'canvas-to-text');  // it is not taken away again
  await page.keyboard.press('Shift+Tab');
  assert.equal(await focused(page), 'canvas');
  // What was written stands there, and nothing else.
  await page.mouse.click(...filter.wide);
  await settled(page);
  assert.equal(await textOf(page), 'usr');
});

withFiles('what an input method composes is there while it is composed, and once it is chosen', {}, async (page, session) => {
  await write(page);
  await page.keyboard.type('a');
  const compose = (text) => session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await compose('k');
  await settled(page);
  const at = await page.locator('#field').boundingBox();
  await compose('か');
  await compose('かん');
  await settled(page);
  assert.deepEqual(await page.locator('#field').boundingBox(), at);  // or the input method's window would wander
  await compose('漢');
  await session.send('Input.insertText', { text: '漢字' });
  await settled(page);
  await page.keyboard.type('b');
  assert.equal(await textOf(page), 'a漢字b');
});

withFiles('a composition that is given up leaves nothing', {}, async (page, session) => {
  await write(page);
  await page.keyboard.type('x');
  await session.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 });
  await settled(page);
  await session.send('Input.imeSetComposition', { text: '', selectionStart: 0, selectionEnd: 0 });
  await settled(page);
  assert.equal(await textOf(page), 'x');
});

withFiles('an accent that a held key or a dead key gives takes the place of the letter', {}, async (page, session) => {
  await write(page);
  await page.keyboard.type('caf');
  await page.keyboard.type('e');
  await settled(page);
  await page.evaluate(() => {
    const field = document.getElementById('field');
    field.setSelectionRange(field.value.length - 1, field.value.length);
  });
  await session.send('Input.insertText', { text: 'é' });
  await settled(page);
  assert.equal(await textOf(page), 'café');
});

withFiles('a soft keyboard’s words and its Backspace arrive, of an empty field too', {}, async (page, session) => {
  await write(page);
  const key = async (type) => session.send('Input.dispatchKeyEvent', { type, key: 'Unidentified', code: '', windowsVirtualKeyCode: 229 });
  const erase = async () => {
    await key('rawKeyDown');
    await page.evaluate(() => document.execCommand('delete'));  // what Android does, as deleteContentBackward
    await key('keyUp');
    await settled(page);
  };
  await key('rawKeyDown');
  await session.send('Input.insertText', { text: 'wordy ' });
  await key('keyUp');
  await erase();
  await erase();
  assert.equal(await textOf(page), 'word');
  // What was written before the field was left is not in the document's; the canvas's has it all the same.
  await page.mouse.click(300, 720);
  await settled(page);
  await write(page);
  await page.keyboard.press('End');
  await settled(page);
  await erase();
  await erase();
  await erase();
  assert.equal(await textOf(page), 'w');
});

withFiles('the browser’s menu is that of a text field, with what is marked in it', {}, async (page) => {
  await write(page);
  await page.keyboard.type('marked');
  await page.keyboard.press('Control+a');
  await settled(page);
  await page.evaluate(() => {
    document.addEventListener('contextmenu', (event) => {
      const { value, selectionStart, selectionEnd } = document.getElementById('field');
      window.menu = { on: event.target.id, prevented: event.defaultPrevented, marked: value.slice(selectionStart, selectionEnd) };
    });
  });
  await page.mouse.click(...filter.wide, { button: 'right' });
  await settled(page);
  assert.deepEqual(await page.evaluate(() => window.menu), { on: 'field', prevented: false, marked: 'marked' });
  await page.evaluate(() => document.execCommand('cut'));
  await settled(page);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'marked');
  await page.keyboard.type('left');
  assert.equal(await textOf(page), 'left');
  // Elsewhere on the canvas the application has the right button.
  await page.mouse.click(200, 200, { button: 'right' });
  await settled(page);
  assert.deepEqual((await page.evaluate(() => window.menu)).on, 'canvas');
});

const phone = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

withFiles('a tap on a field opens the keyboard while the browser tells of the tap', phone, async (page) => {
  await page.evaluate(() => {
    window.during = [];
    // After the application has heard of it, in the same task: later, a phone opens no keyboard.
    document.getElementById('canvas').addEventListener('touchend', () => window.during.push(document.activeElement.id));
  });
  await page.touchscreen.tap(...filter.narrow);
  assert.deepEqual(await page.evaluate(() => window.during), ['field']);
  const box = await page.locator('#field').boundingBox();
  assert.ok(box.x > 32 && box.x < 60 && box.y > 112 && box.y + box.height < 140, JSON.stringify(box));
  await settled(page);
  await page.keyboard.insertText('zlib');
  await settled(page);
  assert.equal(await textOf(page), 'zlib');
  // A second tap there has the keyboard come again: the focus leaves, and comes back.
  await page.evaluate(() => {
    window.during = [];
    document.getElementById('field').addEventListener('focus', () => window.during.push('focus'));
  });
  await page.touchscreen.tap(...filter.narrow);
  await settled(page);
  assert.ok((await page.evaluate(() => window.during)).includes('focus'));
  await page.touchscreen.tap(195, 725);
  await settled(page);
  assert.equal(await focused(page), 'canvas');
});

withFiles('a larger text leaves places where they are: the mouse hits what is drawn there', {}, async (page) => {
  await page.evaluate(() => {
    document.getElementById('display').showPopover();
    document.querySelector('#display [value="130"]').click();
    document.getElementById('display').hidePopover();
  });
  await settled(page);
  // The field lies 1.3 times as far from the top, and so does its middle.
  await page.mouse.click(filter.wide[0], Math.round(filter.wide[1] * 1.3));
  await settled(page);
  assert.equal(await focused(page), 'field');
  const box = await page.locator('#field').boundingBox();
  assert.ok(box.y > 104 && box.y + box.height < 140, JSON.stringify(box));
  await page.keyboard.type('large');
  assert.equal(await textOf(page), 'large');
});
