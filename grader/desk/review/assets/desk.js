'use strict';

// What is typed is kept in this browser at once, sent a moment later, and forgotten only when the server has written it.

const { root, desk, words: packed } = document.body.dataset;
const words = JSON.parse(packed);
const PREFIX = `boletim-desk ${desk} `;
const WAIT = 400;
const RETRY = 1500;

/** By the name of a field: its element, what the server last had, and what is under way. */
const fields = new Map();
const statusLine = document.getElementById('status');

function say(text) {
  if (statusLine.textContent !== text) statusLine.textContent = text;
}

// ---------------------------------------------------------------- fields

function targetOf(element) {
  const { student, question } = element.closest('[data-student]').dataset;
  const { field, line, gone, request } = element.dataset;
  if (field === 'line') return { student, question, field, line: Number(line), gone: gone === 'true' };
  return field === 'reply' ? { student, question, field, request } : { student, question, field };
}

function valueOf(element) {
  const { field } = element.dataset;
  if (field === 'items') return chosenIn(element);
  if (field === 'points') return numberIn(element);
  return element.type === 'checkbox' ? element.checked : element.value;
}

function chosenIn(element) {
  return [...element.querySelectorAll('input:checked')].map((input) => input.value).filter((id) => id !== '');
}

/** A number as people write it; text that is none goes to the server as it is, which says what to write. */
function numberIn(element) {
  const text = element.value.trim().replace(',', '.').replace('−', '-');
  return text === '' ? null : Number.isFinite(Number(text)) ? Number(text) : element.value;
}

function show(element, value) {
  const { field } = element.dataset;
  if (field === 'items') {
    for (const input of element.querySelectorAll('input'))
      input.checked = input.value === '' ? value.length === 0 : value.includes(input.value);
  } else if (field === 'points') {
    element.value = value === null ? '' : String(value);
  } else if (element.type === 'checkbox') element.checked = value;
  else element.value = value;
}

function same(a, b) {
  const sorted = (value) => JSON.stringify(Array.isArray(value) ? [...value].sort() : value);
  return sorted(a) === sorted(b);
}

function watch(element) {
  const target = targetOf(element);
  const key = PREFIX + JSON.stringify(target);
  fields.set(key, { key, element, target, base: valueOf(element), timer: 0, busy: false, stopped: false });
  const changed = () => edited(fields.get(key));
  element.addEventListener('input', changed);
  element.addEventListener('change', changed);
  restore(fields.get(key));
}

function edited(state) {
  state.stopped = false;
  keep(state, valueOf(state.element));
  later(state, WAIT);
}

function keep(state, value) {
  const { key, target, base } = state;
  const { sent = [] } = draftOf(key) ?? {};
  if (same(value, base) && sent.length === 0) forget(key);
  else store(key, { target: { ...target, ...codeOf(target) }, base, value, sent });
  hintAtWhy();
}

/** Which text a line's number belongs to. */
function codeOf({ field }) {
  return field === 'line' ? { code: document.querySelector('[data-code]')?.dataset.code ?? '' } : {};
}

/** What was typed here and never reached the server stands in its field again. */
function restore(state) {
  const draft = draftOf(state.key);
  if (!draft) return;
  if (same(draft.value, state.base)) return forget(state.key);
  state.base = draft.base;
  show(state.element, draft.value);
  later(state, 0);
}

/** What this browser has no room for is kept as long as the page is open. */
const unkept = new Map();

function store(key, draft) {
  const text = JSON.stringify(draft);
  unkept.delete(key);
  try {
    localStorage.setItem(key, text);
  } catch {
    localStorage.removeItem(key);
    unkept.set(key, text);
  }
}

function draftOf(key) {
  const text = unkept.get(key) ?? localStorage.getItem(key);
  return text === null ? null : JSON.parse(text);
}

function forget(key) {
  unkept.delete(key);
  localStorage.removeItem(key);
}

// ---------------------------------------------------------------- saving

function later(state, wait) {
  clearTimeout(state.timer);
  state.timer = setTimeout(() => void save(state), wait);
}

async function save(state) {
  const draft = draftOf(state.key);
  if (!draft || state.busy || state.stopped) return;
  state.busy = true;
  say(words.saving);
  sending(state, draft);
  const answer = await post('/save', { ...draft.target, base: draft.base, value: draft.value });
  state.busy = false;
  if (answer === null) {
    say(words.kept);
    return later(state, RETRY);
  }
  if (answer.status === 'saved') return saved(state, draft, answer);
  if (answer.status === 'conflict' && isOwn(state, answer.value)) return later(state, 0);
  state.stopped = true;
  if (answer.status === 'conflict') return conflict(state, answer);
  say(`${words.refused} ${answer.message}`);
}

/** What was sent may have been written although no answer came: then it is this browser's own, and nobody else's. */
function sending({ key }, draft) {
  store(key, { ...draft, sent: [...(draft.sent ?? []), draft.value].slice(-MOST_SENT) });
}

const MOST_SENT = 20;

function saved(state, { value }, { total }) {
  state.base = value;
  const now = draftOf(state.key);
  if (now && !same(now.value, value)) {
    store(state.key, { ...now, base: value, sent: [] });
    return later(state, WAIT);
  }
  forget(state.key);
  const place = document.getElementById('total');
  if (place && state.element) place.textContent = total;
  const others = [...fields.values()].some(({ key, stopped }) => !stopped && draftOf(key));
  say(others ? words.saving : words.saved);
}

function isOwn(state, value) {
  const draft = draftOf(state.key);
  if (!draft?.sent?.some((one) => same(one, value))) return false;
  state.base = value;
  store(state.key, { ...draft, base: value });
  return true;
}

/** Null when the server cannot be reached. */
async function post(address, body) {
  try {
    const response = await fetch(root + address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      keepalive: JSON.stringify(body).length < 60_000,
    });
    return response.status >= 500 ? null : await response.json();
  } catch {
    return null;
  }
}

// ---------------------------------------------------------------- two people

function conflict(state, { value, by }) {
  if (!state.element) return mention(state);
  state.element.parentElement.querySelector('.conflict')?.remove();
  const box = document.createElement('div');
  box.className = 'conflict';
  box.setAttribute('role', 'alert');
  const who = document.createElement('p');
  who.textContent = by === null ? words.conflict : `${words.conflictBy} ${by}:`;
  const theirs = document.createElement('pre');
  theirs.textContent = textOf(value);
  const button = (text, act) => {
    const element = document.createElement('button');
    element.type = 'button';
    element.textContent = text;
    element.addEventListener('click', () => {
      box.remove();
      state.base = value;
      state.stopped = false;
      act();
      state.element.focus();
    });
    return element;
  };
  const mine = button(words.keepMine, () => edited(state));
  const other = button(words.takeTheirs, () => {
    show(state.element, value);
    edited(state);
    say(words.saved);
  });
  box.append(who, theirs, mine, other);
  (state.element.closest('label, fieldset') ?? state.element).after(box);
  say('');
}

function textOf(value) {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  return value === null || String(value) === '' ? words.nothing : String(value);
}

/** Something that was typed on another page, which only its own page can settle. */
function mention({ target }) {
  const link = document.createElement('a');
  link.href = `${root}/q/${target.question}/s/${target.student}?show=all`;
  link.textContent = words.elsewhere;
  statusLine.replaceChildren(link);
}

// ---------------------------------------------------------------- lines of the code

function openLine(button) {
  const item = button.closest('li');
  const known = item.querySelector('textarea');
  if (known) return known.focus();
  const box = document.createElement('div');
  box.className = 'remark';
  const label = document.createElement('label');
  const name = document.createElement('span');
  name.textContent = `${words.line} ${button.dataset.line}`;
  const area = document.createElement('textarea');
  Object.assign(area, { rows: 2, maxLength: 50_000 });
  Object.assign(area.dataset, { field: 'line', line: button.dataset.line, gone: 'false' });
  label.append(name, area);
  box.append(label);
  item.append(box);
  watch(area);
  area.focus();
}

function moveAmongLines(event) {
  const lines = [...document.querySelectorAll('button.line')];
  const place = lines.indexOf(document.activeElement);
  const steps = {
    ArrowDown: place + 1,
    ArrowUp: place - 1,
    Home: 0,
    End: lines.length - 1,
    PageDown: place + 20,
    PageUp: place - 20,
  };
  if (place < 0 || steps[event.key] === undefined) return;
  const next = lines[Math.min(Math.max(steps[event.key], 0), lines.length - 1)];
  lines[place].tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
  event.preventDefault();
}

// ---------------------------------------------------------------- clusters

/** The page of a cluster: what its answers had when it was loaded, what was typed since, and what is under way. */
function watchShared(shared) {
  const key = `${PREFIX}cluster ${shared.dataset.cluster}`;
  const state = { shared, key, base: judgementIn(shared), timer: 0 };
  const draft = draftOf(key);
  if (draft) {
    state.base = draft.base;
    showJudgement(shared, draft.value);
  }
  shared.addEventListener('input', () => store(key, { base: state.base, value: judgementIn(shared) }));
  shared.querySelector('#apply').addEventListener('click', () => void apply(state));
}

function judgementIn(shared) {
  const rubric = shared.querySelector('fieldset');
  return {
    comment: shared.querySelector('#comment').value,
    items: rubric ? chosenIn(rubric) : [],
    points: numberIn(shared.querySelector('#points')),
    done: shared.querySelector('#done').checked,
  };
}

function showJudgement(shared, { comment, items, points, done }) {
  const rubric = shared.querySelector('fieldset');
  shared.querySelector('#comment').value = comment;
  if (rubric) show(rubric, items);
  show(shared.querySelector('#points'), points);
  shared.querySelector('#done').checked = done;
}

async function apply(state) {
  clearTimeout(state.timer);
  const { shared, key, base } = state;
  const value = judgementIn(shared);
  store(key, { base, value });
  say(words.saving);
  const both = (name) => ({ base: base[name], value: value[name] });
  const answer = await post('/cluster', {
    question: shared.dataset.question,
    cluster: shared.dataset.cluster,
    comment: both('comment'),
    items: both('items'),
    points: both('points'),
    done: value.done,
  });
  if (answer === null) {
    say(words.kept);
    state.timer = setTimeout(() => void apply(state), RETRY);
    return;
  }
  if (answer.refused) return say(`${words.refused} ${answer.refused}`);
  state.base = value;
  if (same(judgementIn(shared), value)) forget(key);
  const untouched = answer.untouched.length > 0 ? ` ${words.untouched} ${answer.untouched.join('; ')}` : '';
  say(`${words.applied} ${answer.applied}.${untouched}`);
}

// ---------------------------------------------------------------- keys

function hintAtWhy() {
  const hint = document.getElementById('say-why');
  const [points, comment] = [document.getElementById('points'), document.getElementById('comment')];
  if (hint) hint.hidden = (numberIn(points) ?? 0) === 0 || comment.value.trim() !== '';
}

function go(relation) {
  document.querySelector(`a[rel=${relation}]`)?.click();
}

function saveNow(state) {
  clearTimeout(state.timer);
  return save(state);
}

async function doneAndNext() {
  const done = document.getElementById('done');
  const next = document.querySelector('a[rel=next]');
  if (done && !done.checked) done.click();
  await Promise.all([...fields.values()].map(saveNow));
  next?.click();
}

function toggleItem(number) {
  const input = document.querySelectorAll('fieldset[data-field=items] input')[number - 1];
  input?.click();
}

function onKey(event) {
  const typing = event.target.closest('textarea, input[type=text]');
  if (event.key === 'Escape' && typing) return typing.blur();
  if (event.target.matches('button.line')) moveAmongLines(event);
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.getElementById('keys-on')?.checked !== true) return;
  const act = {
    j: () => go('next'),
    k: () => go('prev'),
    d: () => void doneAndNext(),
    c: () => document.getElementById('comment')?.focus(),
    p: () => document.getElementById('points')?.focus(),
    l: () => document.querySelector('button.line[tabindex="0"]')?.focus(),
    u: () => [...document.querySelectorAll('.way a')].at(-1)?.click(),
  }[event.key];
  if (act) {
    event.preventDefault();
    act();
  } else if (/^[1-9]$/.test(event.key)) toggleItem(Number(event.key));
}

// ---------------------------------------------------------------- start

function flushOthers() {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(`${PREFIX}{`))) {
    if (fields.has(key)) continue;
    const { target, base } = draftOf(key);
    const { student, question } = document.querySelector('.answer')?.dataset ?? {};
    if (target.field === 'line' && target.student === student && target.question === question) {
      const button = document.querySelector(`button.line[data-line="${target.line}"]`);
      if (button && !target.gone) {
        openLine(button);
        continue;
      }
    }
    fields.set(key, { key, element: null, target, base, timer: 0, busy: false, stopped: false });
    later(fields.get(key), 0);
  }
}

addEventListener('pagehide', () => {
  for (const state of fields.values()) {
    const draft = draftOf(state.key);
    if (!draft || state.stopped) continue;
    sending(state, draft);
    const body = JSON.stringify({ ...draft.target, base: draft.base, value: draft.value });
    navigator.sendBeacon(`${root}/save`, new Blob([body], { type: 'application/json' }));
  }
});

const keysOn = document.getElementById('keys-on');
keysOn.checked = localStorage.getItem('boletim-desk-keys') !== 'off';
keysOn.addEventListener('change', () =>
  localStorage.setItem('boletim-desk-keys', keysOn.checked ? 'on' : 'off'),
);

const shared = document.getElementById('shared');
for (const element of document.querySelectorAll('[data-field]'))
  if (!shared?.contains(element)) watch(element);
if (shared) watchShared(shared);
for (const button of document.querySelectorAll('button.line'))
  button.addEventListener('click', () => openLine(button));
document.getElementById('done-next')?.addEventListener('click', () => void doneAndNext());
document.addEventListener('keydown', onKey);
hintAtWhy();
flushOthers();
document.body.dataset.ready = 'true';
