// Search in all that is shown, and all that can be done, in one list: by "/" or Ctrl+K, from anywhere on the page.

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
  const actions = commands().filter(({ name }) => hasWords(name.toLowerCase(), words))
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

const element = (name, className, text) => {
  const made = document.createElement(name);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

/**
 * `commands()` lists what can be done now (./commands.js). `chosen` is told that something was chosen, which then has to be seen.
 */
export const createPalette = ({ application, commands, chosen }) => {
  let options = [];  // {element, choose, isCommand}
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
    const groups = groupsFor(application, commands, field.value);
    options = [];
    list.replaceChildren(...groups.map(({ name, matches, choices }) => {
      const group = element('div', 'palette-group');
      group.setAttribute('role', 'group');
      const left = matches - choices.length;
      const head = element('div', 'palette-head', left > 0 ? `${name}: ${choices.length} of ${matches.toLocaleString('en')}` : name);
      head.setAttribute('role', 'presentation');
      group.setAttribute('aria-label', head.textContent);
      group.append(head, ...choices.map(({ text, detail, keys, mono, choose }) => {
        const option = element('div', 'palette-option');
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        option.id = `palette-option-${options.length}`;
        option.append(element('span', mono ? 'palette-text mono' : 'palette-text', text));
        if (detail !== '') option.append(element('span', 'palette-detail', detail));
        if (keys !== '') option.append(element('kbd', '', keys));
        option.title = text;
        options.push({ element: option, choose });
        return option;
      }));
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
