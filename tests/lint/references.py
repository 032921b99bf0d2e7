#!/usr/bin/env python3
"""Looks up what comments and documents name: rules, promises, sections and sources of the contract, documents, files.
usage: references.py TREE     prints each name that leads nowhere on a line; exit status 1 when there is one

A name is looked up where it is explained: rules in src/model/README.md, promises in src/sync/README.md, sections and
sources in src/remote/README.md, words in src/README.md, files in the tree. Whatever is explained there has its place:
the glossary is in order, and each promise has a row in tests/sync/README.md."""
import pathlib
import re
import sys

FOLDERS = ('src', 'tests', 'ui', 'data', 'build-aux', 'flatpak')
TOPS = ('', 'src/', 'ui/', 'tests/')
LAYERS = 'base|model|store|remote|sync|app|ui|cli|sandbox'

# Keys of the keyboard and characters, which look like rules.
NO_RULE = re.compile(r'\bF(?:[3-9]|1[0-2])\b|U\+[0-9A-F]{4,}')
RULE = re.compile(r'''(?<![\w.+%\\"/#'-])([A-L]\d{1,2})(?![\w"'])''')
CHAPTER = re.compile(r'\b[Rr]ules? ([A-L])\b(?![-+])')
PROMISE = re.compile(r'(?<![\w/"-])(P\d{1,2})(?![\w"])')
SECTION = re.compile(r'\b[Cc]ontract,? (?:section )?(\d+(?:\.\d+)*(?:(?:, | and |, and )\d+(?:\.\d+)*)*)')
SOURCE = re.compile(r'(?<![\w#-])([A-Z]{2,5}(?:1[89]|2\d))(?![\w.-])')
MANUAL = re.compile(r'\b(cosell[a-z-]*)\((\d)\)')
FILE = re.compile(r'(?<![\w/.<*$-])((?:[\w-]+/)*[\w-]+\.(?:md|[ch]|ui|sql|py|css|gresource\.xml))\b(?!\()')
# Without its ending: model/cosell-change, model/cosell-answer*, tests/support/headless.
MODULE = re.compile(rf'(?<![\w/.<*$~-])((?:src|tests|build-aux|data|{LAYERS})/(?:[\w-]+/)*[\w*-]+)'
                    r'(?![\w/.<{-]*[/.(<{]\w)')
ELSEWHERE = re.compile(r"\bthe (?:rules?|contract|promises) document\b|\bthe issue's \w+ point\b")

# What the program itself says of rules: "D10, B6" of `check`, "C5" of a warning.
SAID = re.compile(r'"([A-L]\d{1,2}(?:, [A-L]\d{1,2})*)"')
STRING = re.compile(r'"(?:\\.|[^"\\\n])*"')
IN_C = re.compile(r'/\*.*?\*/', re.S)
IN_XML = re.compile(r'<!--.*?-->', re.S)
IN_SCRIPT = re.compile(r'^\s*#(?!include)[^\n]*|^""".*?"""', re.M | re.S)
COMMENTS = {'.c': IN_C, '.h': IN_C, '.css': IN_C, '.ui': IN_XML, '.xml': IN_XML, '.sql': re.compile(r'--[^\n]*'),
            '.py': IN_SCRIPT, '.build': IN_SCRIPT, '': IN_SCRIPT, '.md': re.compile(r'.+', re.S)}


def comments_of(path):
    """(line, text) of each comment of a source file, and of what it says of rules; a document is one as a whole."""
    text = path.read_text(encoding='utf-8')
    if path.suffix == '' and not text.startswith('#!'):
        return
    if path.suffix == '.c':
        yield from ((text.count('\n', 0, match.start()) + 1, match[1]) for match in SAID.finditer(text))
    if path.suffix in ('.c', '.h'):
        # A string may hold what looks like a comment.
        text = ''.join(part if part.startswith('/*') else STRING.sub(lambda match: ' ' * len(match[0]), part)
                       for part in re.split(r'(/\*.*?\*/)', text, flags=re.S))
    for match in COMMENTS[path.suffix].finditer(text):
        yield text.count('\n', 0, match.start()) + 1, match[0]


def sections_of(contract):
    """Numbers of headings (6, 6.5), of rows (5.12), and of the items of a list in a section (12.6)."""
    found, chapter = set(), ''
    for line in contract.splitlines():
        heading = re.match(r'#+ (\d+(?:\.\d+)*)\b', line)
        row, item = re.match(r'\| (\d+\.\d+) \|', line), re.match(r'(\d+)\. ', line)
        chapter = heading[1] if heading else chapter
        found |= {match[1] for match in (heading, row) if match} | ({f'{chapter}.{item[1]}'} if item else set())
    return found


class Tree:
    def __init__(self, root):
        self.root = root
        self.files = sorted(path for folder in FOLDERS for path in (root / folder).rglob('*') if path.is_file())
        self.files += sorted(path for path in root.glob('*.md'))
        self.files = [path for path in self.files if not any(part == '__pycache__' or part.startswith('bad-')
                                                             for part in path.relative_to(root).parts)]
        self.names = {path.relative_to(root).as_posix() for path in self.files}
        self.folders = {parent.as_posix() for name in self.names for parent in pathlib.PurePath(name).parents}
        self.rules = set(re.findall(r'^\| *([A-L]\d+) *\|', self.read('src/model/README.md'), re.M))
        self.promises = set(self.promises_of('src/sync/README.md'))
        contract = self.read('src/remote/README.md')
        self.sections = sections_of(contract)
        self.sources = set(SOURCE.findall(' '.join(re.findall(r'^\|([A-Z0-9, ]+)\|', contract, re.M))))

    def read(self, name):
        path = self.root / name
        return path.read_text(encoding='utf-8') if path.is_file() else ''

    def promises_of(self, name):
        return re.findall(r'^\| *(P\d+) *\|', self.read(name), re.M)

    def has_file(self, name, place):
        """By its path, from some folder above the one that names it; a name alone may be anywhere, but README.md."""
        tops = [*TOPS, *(f'{parent.as_posix()}/' for parent in pathlib.PurePath(place).parents)]
        return any(top + name in self.names for top in tops) or (
            '/' not in name and name != 'README.md' and any(file.endswith('/' + name) for file in self.names))

    def has_module(self, name):
        """A folder, a file without its ending, one of several files, or the program of a test (model/engagement)."""
        folder, _, last = name.rpartition('/')
        start, star, _ = name.partition('*')
        if f'tests/{folder}/test-{last}.c' in self.names or any(top + name in self.folders for top in TOPS):
            return True
        ends = [file[len(top + start):] for top in TOPS for file in self.names if file.startswith(top + start)]
        return any(star or end[:1] in ('', '.', '-') for end in ends)

    def unknown(self, place, text):
        """(where, what) of each name in a text that leads nowhere."""
        plain = NO_RULE.sub(lambda match: ' ' * len(match[0]), text)
        looks = [('rule', RULE, plain, lambda match: match[1] in self.rules),
                 ('chapter of rules', CHAPTER, text, lambda match: any(rule[0] == match[1] for rule in self.rules)),
                 ('promise', PROMISE, text, lambda match: match[1] in self.promises),
                 ('source', SOURCE, text, lambda match: match[1] in self.sources),
                 ('manual page', MANUAL, text, lambda match: f'data/man/{match[1]}.{match[2]}' in self.names),
                 ('file', FILE, text, lambda match: self.has_file(match[1], place)),
                 ('file or folder', MODULE, text, lambda match: self.has_module(match[1])),
                 ('document in the tree', ELSEWHERE, text, lambda match: False)]
        for what, pattern, where, known in looks:
            yield from ((match.start(), f'no such {what}: {match[0]}') for match in pattern.finditer(where)
                        if not known(match))
        for match in SECTION.finditer(text):
            yield from ((match.start(), f'no such section of the contract: {number}')
                        for number in re.findall(r'\d+(?:\.\d+)*', match[1]) if number not in self.sections)


def main():
    tree = Tree(pathlib.Path(sys.argv[1]))
    problems = set()
    for path in tree.files:
        place = path.relative_to(tree.root).as_posix()
        for line, text in comments_of(path) if path.suffix in COMMENTS else ():
            problems |= {(place, line + text.count('\n', 0, start), what) for start, what in tree.unknown(place, text)}
    for promise in sorted(tree.promises - set(tree.promises_of('tests/sync/README.md'))):
        problems.add(('tests/sync/README.md', 1, f'has no row: {promise}'))
    words = [word.lower() for word in re.findall(r'^- \*\*(.+?)\*\*', tree.read('src/README.md'), re.M)]
    problems |= {('src/README.md', 1, f'out of order: {word}') for word, after in zip(words, words[1:]) if word > after}
    for place, line, what in sorted(problems):
        print(f'{place}:{line}: {what}')
    return 1 if problems else 0


sys.exit(main())
