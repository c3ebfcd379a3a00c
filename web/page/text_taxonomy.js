// What something is for, as plain HTML: the kind of project, what it uses Docker for, what it is built on.

import { code, count, element, facts, printable, section, shortened, table } from './text_elements.js';

const score = (value) => value.toFixed(2);
const weight = (value) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;

// The heaviest come first. The report has the others, which weigh next to nothing.
const mostEvidence = 6;

const evidenceList = (evidence) => (evidence.length === 0 ? '–' : element('ul', {},
  ...evidence.slice(0, mostEvidence).map((each) =>
    element('li', {}, code(each.what), ' in ', code(each.where), ` (${printable(each.why)}, ${weight(each.weight)})`)),
  ...(evidence.length > mostEvidence ? [element('li', {}, `and ${count(evidence.length - mostEvidence)} that weigh less`)] : [])));

const categoryTable = ({ label, score: own, alternatives, evidence }) => {
  const kinds = [...(label === null ? [] : [{ label, score: own }]), ...alternatives];
  return [
    facts([
      ['Kind of project', label === null ? 'cannot tell: too little speaks for any of them' : `${printable(label)}, score ${score(own)}`],
      ['Others', kinds.slice(label === null ? 0 : 1).map((each) => `${printable(each.label)} ${score(each.score)}`).join(', ')],
    ]),
    ...(evidence.length === 0 ? [] : [element('p', {}, 'What speaks for it:'), evidenceList(evidence)]),
  ];
};

const purposeTable = (purposes) => (purposes.length === 0
  ? element('p', {}, 'None of the study’s 21 purposes was found.')
  : table('What Docker is used for, the most probable purpose first',
    [{ name: 'Purpose' }, { name: 'Score', number: true }, { name: 'In particular' }, { name: 'Evidence' }],
    purposes.map((each) => [printable(each.label), score(each.score),
      each.subcategory === null ? '–' : printable(each.subcategory), evidenceList(each.evidence)])));

const baseTable = (bases) => (bases.length === 0 ? '' : table('What it is built on',
  [{ name: 'Image' }, { name: 'Type' }, { name: 'Evidence' }],
  shortened(bases, (each) => [code(each.image), printable(each.types.join(', ')) || '–', code(each.evidence)],
    (others) => [`${count(others.length)} more`, '', ''])));

/** The section on a report's `taxonomy`. */
export const purposes = (taxonomy) => section('What it is for', ...categoryTable(taxonomy.category),
  purposeTable(taxonomy.purposes), baseTable(taxonomy.base_images));

/** How many of each instruction, and of each kind of command in both ways of counting. */
export const instructionCounts = (instructions, byCommand, asStudy) => [
  table('How many of each instruction', [{ name: 'Instruction' }, { name: 'Times', number: true }],
    shortened(Object.entries(instructions), ([name, times]) => [name === '' ? 'not known' : code(name), count(times)],
      (others) => [`${count(others.length)} more`, ''])),
  table('What its commands do',
    [{ name: 'Kind' }, { name: 'Commands of RUN', number: true }, { name: 'Words, as the study’s authors counted', number: true }],
    Object.keys(byCommand).map((kind) => [kind, count(byCommand[kind]), count(asStudy[kind])])),
];
