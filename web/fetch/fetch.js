// Loads a report from another host, which the page itself may not connect to: that one sees the reader's files, this one never
// does. What was loaded is handed over as text.

import { handOver } from './handed_over.js';
import { textOfStream } from './report_address.js';

const byId = (id) => document.getElementById(id);
const given = new URL(location.href).searchParams.get('report') ?? '';

const complain = (text) => {
  byId('complaint').textContent = text;
  byId('complaint').hidden = false;
};

const load = async (address) => {
  let response;
  try {
    response = await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer' });
  } catch {
    // Browsers don't tell these apart.
    throw new Error(`there is no such host, or it does not let other sites read its files (it would have to send the header `
      + '"Access-Control-Allow-Origin"). Download the report there, and drop it on the page');
  }
  if (!response.ok) throw new Error(`the host answers with status ${response.status}`);
  await handOver(address.href, await textOfStream(response.body));
  const back = new URL('./', location.href);
  back.searchParams.set('report', given);
  back.hash = location.hash;
  location.replace(back);
};

const start = (address) => {
  byId('host').textContent = address.host;
  byId('address').textContent = address.href;
  byId('fetch').hidden = false;
  byId('fetch').addEventListener('click', async () => {
    byId('fetch').disabled = true;
    try {
      await load(address);
    } catch (error) {
      complain(`The report could not be loaded: ${error.message}.`);
      byId('fetch').disabled = false;
    }
  });
};

const parse = (text) => {
  try {
    return new URL(text);
  } catch {
    return null;
  }
};

const address = parse(given);
if (address === null || !/^https?:$/.test(address.protocol)) {
  complain('The link names no address that a report could be at.');
} else {
  start(address);
}
