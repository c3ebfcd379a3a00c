// Whether what a link or a saved report says is true of the image, as plain HTML.

import { element, orDash, printable, table, text } from './text_elements.js';

const words = { equal: 'as found', differs: 'differs', unknown: 'cannot be told' };
const order = ['differs', 'unknown', 'equal'];

/** `verdict` has the sentences, `fields` is plimsoll.verdict(). */
export const showVerdict = ({ what, tone, sentence, more }, { fields }) => [
  element('p', { className: `verdict ${tone}` }, printable(sentence)),
  more === '' ? '' : text(more),
  table(`What ${printable(what)} says, and what was found in the image; what differs comes first`, ['Field', 'Said', 'Found', 'Is'],
    [...fields].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict)).map(({ group, name, said, found, verdict, note }) => [
      printable(`${group}: ${name}`), orDash(said), orDash(found), note ? `${words[verdict]}: ${printable(note)}` : words[verdict],
    ])),
];
