// Where an image stands among those that the study measured, as plain HTML.

import { list, number, printable, table, text, value } from './text_elements.js';

const kinds = ['Model', 'Application System', 'MLOps/ AIOps', 'Toolkit', 'DL Framework', 'Documentation'];

export const studyView = ({ category, metrics }, { quartiles = {} }) => [
  text(category === null ? 'Where the image stands among the study’s images; which kind it is cannot be told.'
    : `Where the image stands among the study’s images, as one of the kind ${category}.`),
  metrics.length === 0 ? text('Nothing of it was measured.') : table(
    'This image, and the medians of the studied images by kind of project, each in the unit of its figure',
    ['Figure', 'Unit', number('This image'), ...kinds.map(number), number('Half of its kind'), number('Have less, %')],
    metrics.map(({ metric, heading, unit, value: own, medians, percentile }) => [
      printable(heading), unit || 'count', value(own), ...kinds.map((kind) => value(medians[kind])),
      quartiles[metric] ? quartiles[metric].map((each) => value(each)).join(' to ') : '–', value(percentile, 0)])),
  metrics.some(({ sentence }) => sentence) ? list(metrics.filter(({ sentence }) => sentence).map(({ heading, sentence, percentile }) =>
    printable(`${heading}: ${sentence}${percentile === null ? '' : ` ${value(percentile, 0)} % of them have less.`}`))) : '',
  text('The study: Openja, Majidi, Khomh, Chembakottu, Li: Studying the Practices of Deploying Machine Learning Projects on Docker, EASE 2022, its Table 2 and Figure 5a as published. Files are counted in all layers, and typed by their names alone, as the authors did; the configuration is in KiB, where the paper says MB. What is stored is of the replication package: the compressed layers of all images of a project together. An archive whose layers are not compressed is not compared.'),
];
