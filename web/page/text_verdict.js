// Whether what a link or a saved report says is true of the image, as plain HTML.

import { element, printable, section, table } from './text_elements.js';

const words = { equal: 'as found', differs: 'differs', unknown: 'cannot be told' };
const order = ['differs', 'unknown', 'equal'];

/** `verdict` has the sentences, `fields` is plimsoll.verdict(). */
export const showVerdict = ({ what, tone, sentence, more }, { fields }) => {
  const sorted = [...fields].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  return section('Is it true?',
    element('p', { className: `verdict ${tone}` }, printable(sentence)),
    more === '' ? '' : element('p', {}, more),
    table(`What ${printable(what)} says, and what was found in the image; what differs comes first`,
      [{ name: 'Field' }, { name: 'Said' }, { name: 'Found' }, { name: 'Is' }],
      sorted.map(({ group, name, said, found, verdict, note }) => [
        printable(`${group}: ${name}`), said === null ? '–' : printable(said), found === null ? '–' : printable(found),
        note === null || note === '' ? words[verdict] : `${words[verdict]}: ${printable(note)}`,
      ])));
};
