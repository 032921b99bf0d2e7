#!/usr/bin/env python3
"""Compares the table of tests/model/README.md with the rules and the tests: every rule of src/model/README.md has one
row, in their order, and every row its tests.
usage: rules.py TREE     prints each problem on a line; exit status 1 when there is one"""
import pathlib
import re
import sys

RULE = re.compile(r'^\| *([A-L]\d+) *\|', re.M)
COMMENT = re.compile(r'/\*.*?\*/', re.S)
TEXT = re.compile(r'"([\w./%=-]+)"')
PREFIX = re.compile(r'"(/(?:[\w.=-]+/)*)(?:%s)?"')
ROW = re.compile(r'^\| *([A-Z]+\d+) *\|(.*)\|(.*)\|$')
TEST = re.compile(r'^`([\w/-]+) (/[\w./=-]*)`$')


def paths_of(source):
    """Every path that a test of this program can have, as far as its text tells: a case of a table follows each
    beginning of a path."""
    texts = TEXT.findall(COMMENT.sub('', source))
    prefixes = PREFIX.findall(COMMENT.sub('', source))
    whole = {text for text in texts if text.startswith('/') and '%' not in text}
    cases = {text for text in texts if not text.startswith(('/', '%')) and re.search('[/-]', text)}
    return whole | {prefix + case for prefix in prefixes for case in cases}


def words_of(path):
    """The rules that a path may name: /A10/…, /draft/a2-a3-type, /lifecycle/D10-undo."""
    return {word.upper() for word in re.split('[/-]', path)}


def rows_of(table, rules, problems):
    rows = {}
    for line in table.splitlines():
        match = ROW.match(line)
        if not match:
            continue
        rule, tests = match[1], match[3].strip()
        if rule not in rules:
            problems.append(f'{rule}: no such rule')
        elif rule in rows:
            problems.append(f'{rule}: has two rows')
        else:
            rows[rule] = tests
    order = [rule for rule in rules if rule in rows]
    problems += [f'{rule}: stands out of order' for rule, right in zip(rows, order) if rule != right][:1]
    problems += [f'{rule}: has no row' for rule in rules if rule not in rows]
    return rows


def row_problems(rule, tests, programs):
    problems, proved = [], False
    for cell in tests.split(' · '):
        match = TEST.match(cell)
        if not match:
            problems.append(f'{rule}: not of the form `folder/program /path`: {cell}')
        elif match[1] not in programs:
            problems.append(f'{rule}: there is no such program: {match[1]}')
        else:
            found = [path for path in programs[match[1]] if path.startswith(match[2])]
            proved = proved or any(rule in words_of(path) for path in found)
            problems += [] if found else [f'{rule}: there is no such test: {match[1]} {match[2]}']
    if not proved and not problems:
        problems.append(f'{rule}: none of its tests has the number in its path')
    return problems


def main():
    tree = pathlib.Path(sys.argv[1])
    programs = {f'{path.parent.name}/{path.stem[len("test-"):]}': paths_of(path.read_text(encoding='utf-8'))
                for path in (tree / 'tests').glob('*/test-*.c')}
    problems = []
    rules, table = ((tree / folder / 'model' / 'README.md').read_text(encoding='utf-8') for folder in ('src', 'tests'))
    rows = rows_of(table, RULE.findall(rules), problems)
    for rule, tests in rows.items():
        problems += row_problems(rule, tests, programs)
    print(*problems, sep='\n', end='\n' if problems else '')
    return 1 if problems else 0


sys.exit(main())
