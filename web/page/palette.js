// Search in all that is shown, and all that can be done, in one list: by "/" or Ctrl+K, from anywhere on the page.

import { count, element } from './text_elements.js';

const dialog = document.getElementById('palette');
const field = document.getElementById('palette-words');
const list = document.getElementById('palette-list');
const foot = document.getElementById('palette-found');

const groupNames = {
  findings: 'Findings', instructions: 'Commands of the Dockerfile', packages: 'Packages', files: 'Files in the container',
  types: 'File types', purposes: 'Purposes', lines: 'Lines', figures: 'Tables and figures', projects: 'Projects',
};

const hasWords = (text, words) => words.every((word) => text.includes(word));

/** Groups of choices: {name, matches, choices: [{text, detail, keys, mono, choose}]}. */
const groupsFor = (application, commands, typed) => {
  const words = typed.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const groups = [];
  const add = (name, choices) => {
    if (choices.length > 0) groups.push({ name, matches: choices.length, choices });
  };
  const { views, selected } = application.tabs();
  const offered = views.map((name, number) => ({
    text: name, detail: number === selected ? 'shown' : '', keys: String((number + 1) % 10), choose: () => application.chooseTab(number),
  }));
  add('Views', offered.filter(({ text }) => hasWords(text.toLowerCase(), words)));
  const actions = commands.filter(({ name }) => hasWords(name.toLowerCase(), words))
    .map(({ name, detail = '', keys = '', act }) => ({ text: name, detail, keys, choose: act }));
  if (words.length === 0) {
    add('To do', actions);
    return groups;
  }
  application.search(typed).forEach(({ kind, matches, hits }, group) => groups.push({
    name: groupNames[kind], matches,
    choices: hits.map(({ text, detail }, hit) => ({
      text, detail, keys: '', mono: ['files', 'instructions', 'lines'].includes(kind), choose: () => application.chooseHit(group, hit),
    })),
  }));
  add('To do', actions);
  return groups;
};

/**
 * `commands()` lists what can be done now (./commands.js). `chosen` is told that something was chosen, which then has to be seen.
 */
export const createPalette = ({ application, commands, chosen }) => {
  let options = [];  // {element, choose}
  let offered = [];  // the commands that there are while it is open: to find out takes the whole report
  let at = 0;

  const mark = (number) => {
    options[at]?.element.setAttribute('aria-selected', 'false');
    at = number;
    const option = options[at]?.element;
    if (option === undefined) {
      field.removeAttribute('aria-activedescendant');
      return;
    }
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    field.setAttribute('aria-activedescendant', option.id);
  };

  const show = () => {
    const groups = groupsFor(application, offered, field.value);
    options = [];
    list.replaceChildren(...groups.map(({ name, matches, choices }) => {
      const heading = matches > choices.length ? `${name}: ${choices.length} of ${count(matches)}` : name;
      const group = element('div', { className: 'palette-group', role: 'group', ariaLabel: heading },
        element('div', { className: 'palette-head', role: 'presentation' }, heading));
      for (const { text, detail, keys, mono, choose } of choices) {
        const option = element('div', { className: 'palette-option', role: 'option', id: `palette-option-${options.length}`, title: text },
          element('span', { className: mono ? 'palette-text mono' : 'palette-text' }, text));
        option.setAttribute('aria-selected', 'false');
        if (detail !== '') option.append(element('span', { className: 'palette-detail' }, detail));
        if (keys !== '') option.append(element('kbd', {}, keys));
        options.push({ element: option, choose });
        group.append(option);
      }
      return group;
    }));
    list.scrollTop = 0;
    const found = options.length;
    foot.textContent = found === 0 ? `Nothing holds “${field.value}”. Fewer letters find more.` : '';
    foot.hidden = found > 0;
    mark(0);
  };

  const close = () => dialog.close();

  const choose = (number) => {
    const option = options[number];
    if (option === undefined) return;
    close();
    option.choose();
    chosen();
  };

  const open = () => {
    if (dialog.open || document.querySelector('dialog[open]') !== null) return;
    offered = commands();
    dialog.showModal();
    field.select();
    show();
  };

  field.addEventListener('input', show);
  dialog.addEventListener('keydown', (event) => {
    const last = options.length - 1;
    const move = {
      ArrowDown: at === last ? 0 : at + 1, ArrowUp: at === 0 ? last : at - 1,
      PageDown: Math.min(last, at + 8), PageUp: Math.max(0, at - 8),
    }[event.key];
    if (move !== undefined) mark(move);
    else if (event.key === 'Enter' && !event.isComposing) choose(at);
    else return;
    event.preventDefault();
  });
  list.addEventListener('click', ({ target }) => {
    const option = target.closest('[role="option"]');
    choose(options.findIndex((each) => each.element === option));
  });
  // Beside it.
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) close();
  });

  return { open };
};
