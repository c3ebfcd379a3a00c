// Files folder by folder as plain HTML: each folder is read when it is opened.

import { code, count, counted, element, layerText, list, more, size, text } from './text_elements.js';

const line = ({ name, folder, bytes, files, layer, hidden, link, what }) => [
  code(folder ? `${name}/` : link ? `${name} → ${link}` : name), ' ', size(bytes),
  folder ? `, ${counted(files, 'file')}` : '', what === '' ? '' : `, ${what}`, `, layer ${layerText(layer)}`,
  ...(hidden > 0 ? [', hidden later: ', size(hidden)] : []),
];

/** What lies in a folder of the image, '' for the uppermost, or of what a layer of it does. */
export const folderOf = (ask, path, layer) => {
  const found = ask.folder(path === '' ? '/' : path, layer);
  if (found === null) return text('A saved report does not list all files of an image: open the image itself to see them.');
  if (found.of === 0) return text('Nothing is in here.');
  const { entries, of } = found;
  return list([
    ...entries.map((each) => (each.folder
      ? more(element('span', {}, ...line(each)), () => folderOf(ask, `${path}/${each.name}`, layer))
      : element('span', {}, ...line(each)))),
    ...(of > entries.length ? [`${count(of - entries.length)} more, each lighter than these; the Files view of the picture has all`] : []),
  ]);
};
