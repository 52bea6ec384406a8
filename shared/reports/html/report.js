/** The script of a report: finds, sorts and draws the findings, a page at a time. Texts go into the page as text, never as markup. */
'use strict';
(() => {
  const PAGE = 100;
  const PRINTED = 2000;
  const SEVERITIES = ['critical', 'high', 'medium', 'low', 'informational'];
  /** The values of a finding, after the number of its policy. `rowData` in html.ts writes them in this order. */
  const FIELDS = [
    'severity',
    'status',
    'name',
    'type',
    'account',
    'accountName',
    'region',
    'id',
    'tags',
    'evidence',
    'note',
    'since',
    'finding',
    'command',
  ];
  const dataOf = (element) => JSON.parse(element.textContent);
  const policies = dataOf(document.getElementById('policies'));
  const rows = [];
  for (const element of document.querySelectorAll('script.rows')) {
    for (const [policy, ...values] of dataOf(element)) {
      const row = Object.fromEntries(FIELDS.map((field, index) => [field, values[index]]));
      row.policy = policies[policy];
      const { title, id: policyId, controls } = row.policy;
      const { name, type, account, accountName, region, id, tags, note } = row;
      const tagText = Object.entries(tags ?? {})
        .map(([key, value]) => `${key}=${value}`)
        .join(' ');
      row.text = [title, policyId, controls.join(' '), name, type, account, accountName, region, id, tagText, note]
        .join('\n')
        .toLowerCase();
      rows.push(row);
    }
    element.remove();
  }

  const $ = (id) => document.getElementById(id);
  const state = { page: 0, sort: 'severity', falling: false, size: PAGE };
  const SORTS = {
    severity: (row) => SEVERITIES.indexOf(row.severity),
    resource: (row) => row.name,
    title: (row) => row.policy.title,
    account: (row) => row.accountName || row.account,
    region: (row) => row.region,
  };

  const make = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text !== undefined && text !== null) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  const fill = (select, values) => {
    for (const [value, text] of values) {
      const option = make('option', text);
      option.value = value;
      select.append(option);
    }
  };
  const byText = ([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0);
  fill(
    $('account'),
    [...new Map(rows.map((row) => [row.account, row.accountName ? `${row.accountName} (${row.account})` : row.account]))].toSorted(byText),
  );
  fill($('framework'), [...new Set(rows.flatMap(({ policy }) => policy.frameworks))].map((id) => [id, id]).toSorted(byText));

  let shown = rows;
  const find = () => {
    const words = $('search').value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = { severity: $('severity').value, status: $('status').value, account: $('account').value };
    const framework = $('framework').value;
    shown = rows.filter(
      (row) =>
        Object.entries(wanted).every(([field, value]) => value === '' || row[field] === value) &&
        (framework === '' || row.policy.frameworks.includes(framework)) &&
        words.every((word) => row.text.includes(word)),
    );
    const keyOf = SORTS[state.sort];
    // The rows come sorted by severity, and a sort keeps the order of equal ones.
    if (state.sort !== 'severity' || state.falling) {
      const sign = state.falling ? -1 : 1;
      shown.sort((a, b) => (keyOf(a) < keyOf(b) ? -sign : keyOf(a) > keyOf(b) ? sign : 0));
    }
    state.page = 0;
    draw();
  };

  const cell = (label, content, className) => {
    const td = make('td', undefined, className);
    td.dataset.label = label;
    td.append(content ?? '');
    return td;
  };

  const detailOf = (row) => {
    const { policy } = row;
    const td = make('td');
    td.colSpan = 5;
    const facts = make('dl');
    const fact = (name, value) => {
      if (value !== null && value !== undefined && value !== '') facts.append(make('dt', name), make('dd', value));
    };
    fact('Note', row.note);
    fact('What is wrong', policy.description);
    fact('Resource', `${row.type} ${row.id}`);
    fact('Account', row.accountName ? `${row.accountName} (${row.account})` : row.account);
    fact('Status', row.status);
    fact('Open since', row.since);
    fact(
      'Tags',
      Object.entries(row.tags ?? {})
        .map(([key, value]) => `${key}=${value}`)
        .join(', '),
    );
    fact('Controls', policy.controls.join(', '));
    fact('Policy', policy.id);
    fact('Finding', row.finding);
    td.append(facts);
    if (row.evidence !== null) td.append(make('h3', 'Evidence'), make('pre', row.evidence));
    if (policy.remediation) {
      td.append(make('h3', 'How to fix it'), make('p', policy.remediation.text));
      const steps = make('ol');
      for (const step of policy.remediation.console ?? []) steps.append(make('li', step));
      if (steps.childElementCount > 0) td.append(steps);
      if (row.command) td.append(make('pre', row.command));
    }
    for (const url of policy.references) {
      const paragraph = make('p');
      const link = make('a', url);
      if (/^https?:/i.test(url)) link.href = url;
      link.rel = 'noopener noreferrer';
      paragraph.append(link);
      td.append(paragraph);
    }
    const tr = make('tr', undefined, 'detail');
    tr.append(td);
    return tr;
  };

  const rowOf = (row) => {
    const tr = make('tr');
    const open = make('button', row.policy.title, 'open');
    open.type = 'button';
    open.setAttribute('aria-expanded', 'false');
    open.addEventListener('click', () => {
      const isOpen = open.getAttribute('aria-expanded') === 'true';
      open.setAttribute('aria-expanded', String(!isOpen));
      if (isOpen) tr.nextSibling.remove();
      else tr.after(detailOf(row));
    });
    tr.append(
      cell('Severity', row.severity, `short severity ${row.severity}`),
      cell('Resource', row.name),
      cell('Finding', open),
      cell('Account', row.accountName || row.account),
      cell('Region', row.region, 'short'),
    );
    return tr;
  };

  const draw = () => {
    const from = state.page * state.size;
    const body = $('rows');
    body.replaceChildren(...shown.slice(from, from + state.size).map(rowOf));
    const pages = Math.max(1, Math.ceil(shown.length / state.size));
    $('count').textContent =
      `${shown.length.toLocaleString('en')} of ${rows.length.toLocaleString('en')}, page ${state.page + 1} of ${pages}`;
    $('before').disabled = state.page === 0;
    $('after').disabled = state.page + 1 >= pages;
    for (const th of document.querySelectorAll('th[data-sort]')) {
      if (th.dataset.sort === state.sort) th.setAttribute('aria-sort', state.falling ? 'descending' : 'ascending');
      else th.removeAttribute('aria-sort');
    }
  };

  const turn = (pages) => () => {
    state.page += pages;
    draw();
    $('findings').scrollIntoView();
  };
  $('search').addEventListener('input', find);
  for (const id of ['severity', 'status', 'account', 'framework']) $(id).addEventListener('change', find);
  $('before').addEventListener('click', turn(-1));
  $('after').addEventListener('click', turn(1));
  for (const th of document.querySelectorAll('th[data-sort]')) {
    th.firstElementChild.addEventListener('click', () => {
      state.falling = state.sort === th.dataset.sort && !state.falling;
      state.sort = th.dataset.sort;
      find();
    });
  }
  const resize = (size) => {
    state.size = size;
    state.page = 0;
    draw();
  };
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open])')];
    for (const details of opened) details.open = true;
    resize(PRINTED);
  });
  addEventListener('afterprint', () => {
    for (const details of opened) details.open = false;
    resize(PAGE);
  });
  find();
})();
