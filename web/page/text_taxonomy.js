// What something is for, as plain HTML: the kind of project, what it uses Docker for, what it is built on.

import { code, count, facts, left, list, element, number, part, percent, printable, shortened, table, text } from './text_elements.js';

const score = (value) => value.toFixed(2);
const weight = (value) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;

// The heaviest come first. The report has the others, which weigh next to nothing.
const mostEvidence = 6;

const evidenceList = (evidence) => (evidence.length === 0 ? '–' : list([
  ...evidence.slice(0, mostEvidence).map((each) =>
    element('span', {}, code(each.what), ' in ', code(each.where), ` (${printable(each.why)}, ${weight(each.weight)})`)),
  ...(evidence.length > mostEvidence ? [`and ${count(evidence.length - mostEvidence)} that weigh less`] : [])]));

const kindOfProject = ({ label, score: own, alternatives, evidence }, kinds) => {
  const studied = (name) => (kinds[name] ? ` (${kinds[name]})` : '');
  return part('Kind of project', facts([
    ['It is', label === null ? 'cannot tell: too little speaks for any of them' : `${printable(label)}, score ${score(own)}${studied(label)}`],
    ['Others', alternatives.length > 0 && list(alternatives.map((each) => `${printable(each.label)}, score ${score(each.score)}${studied(each.label)}`))],
    ['What speaks for it', evidence.length > 0 && evidenceList(evidence)],
  ]));
};

const inParticular = ({ subcategory, subcategories }) => (subcategories.length > 0
  ? list(subcategories.map((each) => `${printable(each.label)} ${score(each.score)}`)) : subcategory === null ? '–' : printable(subcategory));

const usedFor = (found, others) => part('What Docker is used for',
  found.length === 0 ? text('None of the study’s 21 purposes was found.')
    : table('Purposes that were found, the most probable first; a score from 0 to 1 that reaches what is needed is an answer',
      ['Purpose', number('Score'), number('Needed'), 'In particular', 'Evidence'],
      found.map((each) => [printable(each.label), score(each.score), score(each.threshold), inParticular(each), evidenceList(each.evidence)])),
  others.length === 0 ? '' : table('Purposes that were not found, and how many of the study’s labelled projects have them',
    ['Purpose', number('Score'), number('Needed'), number('In the study')],
    others.map(([label, own, threshold, share]) => [printable(label), score(own), score(threshold), percent(share)])));

const builtOn = (bases) => part('Built on', bases.length === 0 ? text('Nothing tells what it is built on.')
  : table('What it is built on', ['Image', 'Type', 'How that is known', 'Evidence'],
    shortened(bases, (each) => [code(each.image), printable(each.types.join(', ')) || '–', each.declared ? 'stated' : 'a clue', code(each.evidence)],
      (others) => [left(others), '', '', ''])));

/** The view of a report's `taxonomy`. */
export const purposes = (taxonomy, { purposes: others = [], kinds = {} }) => [
  kindOfProject(taxonomy.category, kinds), usedFor(taxonomy.purposes, others), builtOn(taxonomy.base_images),
  text('Weights are log-odds. Rules and weights are data that anybody can read: assets/taxonomy-rules.json.'),
];

/** How many of each instruction, and of each kind of command in both ways of counting. */
export const instructionCounts = (instructions, byCommand, asStudy) => [
  table('How many of each instruction', ['Instruction', number('Times')],
    shortened(Object.entries(instructions), ([name, times]) => [name === '' ? 'not known' : code(name), count(times)],
      (others) => [left(others), ''])),
  table('What its commands do',
    ['Kind', number('Commands of RUN'), number('Words, as the study’s authors counted')],
    Object.keys(byCommand).map((kind) => [kind, count(byCommand[kind]), count(asStudy[kind])])),
];
