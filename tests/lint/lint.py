#!/usr/bin/env python3
"""Checks of the source tree itself, as TAP.
usage: lint.py CHECK SOURCE_ROOT BUILD_ROOT     CHECK is the name of a function below that begins with check_

A check is a generator of cases: (name, list of problems) or (name, reason why it is skipped)."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
import xml.etree.ElementTree

MAX_LINES = 800
APP_ID = 'io.github.cosell.Cosell'
# Where the JSON is made that cosellctl prints, beside src/cli/*-json.c.
REPORTS = ['cli/cosell-cli-account.c', 'cli/cosell-cli-report.c', 'model/cosell-invitation.c']
# Of these one entry of the manual's OUTPUT has every member: a word elsewhere on the page is not enough.
ENTRIES = {'login': 'cli/cosell-cli-sign-in.c', 'check': 'cli/cosell-cli-verdicts-json.c',
           'conflicts': 'cli/cosell-cli-conflicts-json.c', 'history': 'cli/cosell-cli-history-json.c',
           'show': 'cli/cosell-cli-show-json.c'}


def run(*command, env=None):
    """Exit status and the lines that it printed."""
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, check=False, env=env)
    return done.returncode, done.stdout.splitlines()


def tool(name, *arguments):
    """The problems that a validating tool names; a reason to skip when the tool is not there."""
    if not shutil.which(name):
        return f'{name} is not installed'
    status, lines = run(name, *arguments)
    return (lines or [f'{name} ended with {status}']) if status != 0 else []


def c_files(source):
    return sorted(path for folder in ('src', 'tests') for path in (source / folder).rglob('*.[ch]')
                  if not {'bad-layers', 'bad-plurals', 'bad-references', 'bad-rules'} & set(path.parts))


def text_files(source):
    folders = ('src', 'tests', 'data', 'ui', 'po', 'build-aux')
    return sorted([path for folder in folders for path in (source / folder).rglob('*')
                   if path.suffix in ('.c', '.h', '.ui', '.xml', '.sql', '.json', '.py', '.css', '.md', '.build', '.1')]
                  + list(source.glob('*.md')))


def check_format(source, build):
    marks = [f'{path.relative_to(source)}:{number}' for path in text_files(source)
             for number, line in enumerate(path.read_text(encoding='utf-8', errors='replace').splitlines(), 1)
             if line.startswith(('<' * 7 + ' ', '>' * 7 + ' '))]
    yield 'no-marks-of-a-merge', marks
    # Headers are set by hand: the formatter has no way to keep a prototype on one line there and not in a .c file.
    formatter = shutil.which('clang-format-14') or shutil.which('clang-format')
    version = run(formatter, '--version')[1][0] if formatter else 'none'
    if 'version 14.' not in version:
        yield 'formatted', f'needs clang-format 14, found {version}'
        return
    status, lines = run(formatter, '--dry-run', '-Werror', *(path for path in c_files(source) if path.suffix == '.c'))
    wrong = sorted({line.split(':')[0] for line in lines if 'error:' in line})
    yield 'formatted', [f'clang-format -i {path}' for path in wrong] or ([] if status == 0 else lines)


def check_layers(source, build):
    checker = source / 'build-aux' / 'layers'
    yield 'arrows-point-down', run(sys.executable, checker, source)[1]
    bad = source / 'tests' / 'lint' / 'bad-layers'
    status, lines = run(sys.executable, checker, bad)
    expected = (bad / 'expected').read_text().splitlines()
    missed = [f'not found: {line}' for line in expected if line not in lines]
    invented = [f'not wrong: {line}' for line in lines if line not in expected]
    yield 'checker-finds-what-is-wrong', missed + invented + ([] if status == 1 else [f'exit status {status}'])


def check_rules(source, build):
    checker = source / 'tests' / 'lint' / 'rules.py'
    yield 'every-rule-has-a-test', run(sys.executable, checker, source)[1]
    bad = source / 'tests' / 'lint' / 'bad-rules'
    status, lines = run(sys.executable, checker, bad)
    expected = (bad / 'expected').read_text().splitlines()
    yield 'checker-finds-what-is-wrong', ([] if lines == expected else ['expected:', *expected, 'found:', *lines]) + (
        [] if status == 1 else [f'exit status {status}'])


def check_references(source, build):
    checker = source / 'tests' / 'lint' / 'references.py'
    yield 'every-name-leads-somewhere', run(sys.executable, '-B', checker, source)[1]
    bad = source / 'tests' / 'lint' / 'bad-references'
    status, lines = run(sys.executable, '-B', checker, bad)
    expected = (bad / 'expected').read_text().splitlines()
    yield 'checker-finds-what-is-wrong', ([] if lines == expected else ['expected:', *expected, 'found:', *lines]) + (
        [] if status == 1 else [f'exit status {status}'])


def translatable(path):
    text = path.read_text(encoding='utf-8')
    if path.suffix in ('.c', '.h'):
        return re.search(r'\b(N?C?_|g_dn?gettext|n?gettext|g_dpgettext2?) ?\(\s*["(a-zA-Z]', re.sub(r'/\*.*?\*/', '', text, flags=re.S))
    return re.search(r'translatable="(yes|true|1)"', text) or path.suffix == '.in' or 'gettext-domain' in text


def check_potfiles(source, build):
    listed = [line for line in (source / 'po' / 'POTFILES.in').read_text().splitlines()
              if line and not line.startswith('#')]
    files = [path for pattern in ('src/**/*.[ch]', 'ui/**/*.ui', 'data/*.desktop.in*', 'data/*.metainfo.xml.in*',
                                  'data/*.gschema.xml') for path in source.glob(pattern)]
    marked = {str(path.relative_to(source)) for path in files if translatable(path)}
    yield 'every-marked-file-is-listed', sorted(f'not in po/POTFILES.in: {name}' for name in marked - set(listed))
    yield 'every-listed-file-is-marked', sorted(f'nothing to translate in: {name}' for name in set(listed) - marked)
    yield 'listed-once', sorted(f'listed twice: {name}' for name in set(listed) if listed.count(name) > 1)


# Numbers in words for people that count nothing, so that no other language bends a word after them.
NO_COUNT = [
    (r'\b[Dd]eal %d\b', 'the ID of a deal'),
    (r'\b[Ll]ead %d\b', 'the ID of a lead'),
    (r'\bID %d\b', 'the ID of a deal'),
    (r'\b[Dd]raft %d\b', 'the ID of a draft'),
    (r'\b[Cc]hange %d\b', 'the number of an entry of the outbox'),
    (r'\b[Gg]roup %d\b', 'the number of a group of the outbox'),
    (r'^Argument %d\b', 'a place'),
    (r'^Solution number %d\b', 'a place'),
    (r'^Stage %d of %d\b', 'a place'),
    (r'^%d of %d · ', 'a place'),
    (r', %d of %d$', 'a place'),
    (r'%d %%', 'a percentage'),
    (r'\(byte %d\)', 'a place'),
    (r'%d (MiB|B|d|h|min|s)\b(?! *\w)', 'the sign of a unit'),
    (r'(%A, |%a )?%d %[bB]', 'a day of a month'),
    (r'\bHTTP %d\b', 'a status of HTTP'),
    (r'\bport %d\b', 'a port'),
    (r'^%s %d$', 'a figure behind the title of a tab'),
    (r' \(%d\)$', 'a figure in brackets behind a title'),
]
# Numbers of a template that are meant to stay as they are.
FIXED = [
    (r'\b72 hours\b', 'the limit of a rule'),
    (r'\b0 (sends|syncs)\b', 'a value of a setting'),
]


def messages(text):
    """(line, msgid) of every string that is translated without a plural; every integer in it is "%d"."""
    text = re.sub(r'/\*.*?\*/', lambda match: '\n' * match[0].count('\n'), text, flags=re.S)
    piece = r'(?:"(?:\\.|[^"\\])*"|G_G\w+_FORMAT)'
    for match in re.finditer(rf'\bN?(C?)_ ?\(\s*((?:{piece}|\s|,)+)', text):
        literals = match[2].split(',', 1)[1] if match[1] and '",' in match[2] else match[2]
        pieces = re.findall(piece, literals)
        msgid = ''.join('d' if word.startswith('G_') else word[1:-1] for word in pieces)
        whole = re.sub(r'(?<!%)((?:%%)*)%(?:\d+\$)?[-+0 #\']*\d*(?:hh|h|ll|l|z|j|t)?[diu]', r'\1%d', msgid)
        yield text.count('\n', 0, match.start()) + 1, whole


def uncounted(root):
    """What counts something, in every language as English does it."""
    for path in sorted((root / 'src').rglob('*.[ch]')):
        text = path.read_text(encoding='utf-8')
        for line, msgid in messages(text):
            rest = msgid
            for pattern, _ in NO_COUNT:
                rest = re.sub(pattern, '', rest)
            if '%d' in rest:
                yield f'{path.relative_to(root)}:{line}: a count without ngettext: {msgid}'
        for match in re.finditer(r'[=!<>]=? ?[12] ?\?\s*(?:g_strdup\w* \()?_ ?\(', text):
            yield f'{path.relative_to(root)}:{text.count(chr(10), 0, match.start()) + 1}: a plural made by hand'
    for path in sorted((root / 'ui').rglob('*.ui')):
        for match in re.finditer(r'translatable="yes"[^>]*>([^<]*)<', path.read_text(encoding='utf-8')):
            rest = match[1]
            for pattern, _ in FIXED:
                rest = re.sub(pattern, '', rest)
            if re.search(r'\b\d+ [a-z]', rest):
                yield f'{path.relative_to(root)}: a count that never changes: {match[1]}'


def check_plurals(source, build):
    yield 'every-count-has-plurals', list(uncounted(source))
    bad = source / 'tests' / 'lint' / 'bad-plurals'
    expected = (bad / 'expected').read_text().splitlines()
    lines = list(uncounted(bad))
    yield 'checker-finds-what-is-wrong', [] if lines == expected else ['expected:', *expected, 'found:', *lines]


def check_data(source, build):
    data = build / 'data'
    for path in sorted(data.glob('*.desktop')):
        yield f'desktop-file/{path.name}', tool('desktop-file-validate', path)
    for path in sorted(data.glob('*.metainfo.xml')):
        yield f'metainfo/{path.name}', tool('appstreamcli', 'validate', '--no-net', '--explain', path)
    yield 'schema', tool('glib-compile-schemas', '--strict', '--dry-run', source / 'data')
    pages = [source / 'README.md', source / 'data' / f'{APP_ID}.metainfo.xml.in.in']
    pictures = {name for page in pages for name in re.findall(r'data/screenshots/[\w.-]+', page.read_text())}
    yield 'pictures', [f'missing: {name}' for name in sorted(pictures) if not (source / name).is_file()]
    icons = source / 'data' / 'icons' / 'hicolor'
    wanted = [f'scalable/apps/{APP_ID}.svg', f'scalable/apps/{APP_ID}.Devel.svg', f'symbolic/apps/{APP_ID}-symbolic.svg',
              f'symbolic/apps/{APP_ID}.Devel-symbolic.svg']
    yield 'icons', [f'missing: {name}' for name in wanted if not (icons / name).is_file()]


def plain_manual(path):
    """The text of a manual page without the marks of roff."""
    text = re.sub(r'\\f[BIPR]|\\[&/]', '', path.read_text(encoding='utf-8'))
    text = re.sub(r'^\.(?:TP|PP|nf|fi|SS|SH|TH).*\n', '', text, flags=re.M)
    return re.sub(r'^\.[BI][RI]? +', '', text, flags=re.M).replace('\\-', '-')


def words_missing(page, words, text=None):
    text = plain_manual(page) if text is None else text
    return [f'not in {page.name}: {word}' for word in sorted(set(words))
            if not re.search(rf'(?<![\w-]){re.escape(word)}(?![\w-])', text)]


def members_written(text):
    """The members of JSON that a file writes by name."""
    return re.findall(r'(?:writer_(?:member|name)|write_\w+|builder_\w+|add_\w+) \((?:writer|json), "(\w+)"', text)


def output_entry(page, command):
    """What OUTPUT says of a command, without the marks of roff; empty when there is nothing."""
    output = page.read_text(encoding='utf-8').partition('\n.SH OUTPUT\n')[2].partition('\n.SH ')[0]
    return next((entry for entry in output.split('\n.TP\n') if re.match(rf'\.B {command}\n', entry)), '')


def check_manual(source, build):
    """Every command, option and member of the JSON that people and scripts meet stands in a manual page."""
    pages = source / 'data' / 'man'
    for page in sorted(pages.glob('*.1')):
        problems = []
        if shutil.which('man'):
            problems = run('man', '--warnings', '-E', 'UTF-8', '-l', '-Tutf8', '-Z', page)[1]
        problems = [line for line in problems if re.search(r': (?:warning|error)\b', line)]
        yield f'roff/{page.name}', problems if shutil.which('groff') and shutil.which('man') else 'needs man and groff'
    src = {path.relative_to(source / 'src').as_posix(): path.read_text(encoding='utf-8')
           for path in (source / 'src').rglob('*.c')}
    cli = [text for name, text in src.items() if name.startswith('cli/')]
    commands = [word for text in cli for word in re.findall(r'const CosellCliCommand \w+ = \{\s*"([a-z]+)"', text)]
    options = [f'--{word}' for text in cli for table in re.findall(r'CosellCliOption \w+\[\] = \{(.*?)\n\};', text, re.S)
               for word in re.findall(r'\{ "([a-z-]+)"', table)]
    yield 'cosellctl/commands', words_missing(pages / 'cosellctl.1', commands) or ([] if commands else ['none found'])
    yield 'cosellctl/options', words_missing(pages / 'cosellctl.1', options) or ([] if options else ['none found'])
    completion = (source / 'data' / 'completions' / 'cosellctl').read_text(encoding='utf-8')
    yield 'cosellctl/completion', [f'not completed: {word}' for word in sorted(set(commands + options))
                                   if not re.search(rf'(?<![\w-]){word}(?![\w-])', completion)]
    rows = re.findall(r'^  ROW \(\w+, "(\w+)"(?:, "[\w-]+"){2}, \w+, (?:PUBLIC|LOCAL),|'
                      r'^  ROW \(\w+,\s+"(\w+)",\s+"[\w-]+",\s+"\w+",\s+\w+,\s+(?:PUBLIC|LOCAL),',
                      src['model/cosell-deal-data.c'], re.M)
    members = [word for pair in rows for word in pair if word]
    yield 'cosellctl/rows', words_missing(pages / 'cosellctl.1', members) or ([] if len(members) > 15 else ['too few found'])
    reports = REPORTS + [name for name in src if name.startswith('cli/') and name.endswith('-json.c')]
    written = [word for name in reports for word in members_written(src[name])]
    yield 'cosellctl/members', words_missing(pages / 'cosellctl.1', written) or ([] if written else ['none found'])
    for command, name in ENTRIES.items():
        written = members_written(src[name])
        found = words_missing(pages / 'cosellctl.1', written, output_entry(pages / 'cosellctl.1', command))
        yield f'cosellctl/output/{command}', found or ([] if written else ['none found'])
    found = words_missing(pages / 'cosellctl.1', ['--jso', 'outbox', 'outboxes'])
    yield 'checker-finds-what-is-missing', [] if len(found) == 2 else ['expected two words', *found]
    for page, name in (('cosell.1', 'ui/shell/cosell-application.c'), ('cosell-sandbox.1', 'sandbox/main.c')):
        found = [f'--{word}' for table in re.findall(r'GOptionEntry \w+\[\] = \{(.*?)\n *\};', src[name], re.S)
                 for word in re.findall(r'\{ "([a-z-]+)"', table)]
        yield f'{page}/options', words_missing(pages / page, found) or ([] if found else ['none found'])


def check_xml(source, build):
    wrong = []
    for pattern in ('ui/**/*.ui', 'ui/**/*.xml', 'src/**/*.xml', 'data/**/*.svg', 'data/*.xml*'):
        for path in sorted(source.glob(pattern)):
            try:
                xml.etree.ElementTree.parse(path)
            except xml.etree.ElementTree.ParseError as error:
                wrong.append(f'{path.relative_to(source)}: {error}')
    yield 'well-formed', wrong


def check_size(source, build):
    long = [(path, len(path.read_text(encoding='utf-8').splitlines())) for path in c_files(source)]
    yield 'no-long-file', [f'{path.relative_to(source)}: {lines} lines, at most {MAX_LINES}' for path, lines in long
                           if lines > MAX_LINES]


def check_counter(source, build):
    """What build-aux/count-tests makes of programs that behave and of programs that do not."""
    table = [
        ('good', 'tap', 0, 'OK', 'ok 1 /a\nok 2 /b # SKIP none\n1..2\n', (1, 0, 1)),
        ('wrong', 'tap', 1, 'FAIL', '1..2\nnot ok 1 /a\nok 2 /b\n', (1, 1, 0)),
        ('crash', 'tap', -11, 'ERROR', 'ok 1 /a\n', (1, 1, 0)),
        ('crash-in-wrapper', 'tap', 134, 'ERROR', '1..1\n', (0, 1, 0)),
        ('stopped-early', 'tap', 0, 'ERROR', '1..3\nok 1 /a\n', (1, 1, 0)),
        ('no-plan', 'tap', 0, 'ERROR', 'ok 1 /a\n', (1, 1, 0)),
        ('bad-status', 'tap', 1, 'ERROR', '1..1\nok 1 /a\n', (1, 1, 0)),
        ('all-skipped', 'tap', 0, 'SKIP', '1..0 # SKIP no tool\n', (0, 0, 1)),
        ('stray-line', 'tap', 0, 'OK', 'a daemon is running\nok 1 /a\n1..1\n', (1, 1, 0)),
        ('odd-comments', 'tap', 0, 'OK', '#\n# a\x0cb\u2028c\n\n1..1\nok 1 /a\n', (1, 0, 0)),
        ('late', 'tap', -15, 'TIMEOUT', '1..2\nok 1 /a\n', (1, 1, 0)),
        ('exit-code', 'exitcode', 0, 'OK', '', (1, 0, 0)),
        ('exit-code-wrong', 'exitcode', 3, 'FAIL', '', (0, 1, 0)),
        ('exit-code-skipped', 'exitcode', 77, 'SKIP', '', (0, 0, 1)),
        ('not-run', 'tap', None, '', '', (0, 1, 0)),
    ]
    for name, protocol, returned, result, output, (passed, failed, skipped) in table:
        with tempfile.TemporaryDirectory() as folder:
            for kind in ('meson-info', 'meson-logs'):
                os.mkdir(os.path.join(folder, kind))
            with open(os.path.join(folder, 'meson-info', 'intro-tests.json'), 'w') as file:
                json.dump([{'name': name, 'suite': ['x'], 'protocol': protocol, 'cmd': ['prog', name]}], file)
            with open(os.path.join(folder, 'meson-logs', 'check-tests.json'), 'w') as file:
                if returned is not None:
                    json.dump({'name': name, 'stdout': output, 'returncode': returned, 'result': result,
                               'command': ['wrapper', 'prog', name]}, file)
            status = '1' if result in ('FAIL', 'ERROR', 'TIMEOUT') else '0'
            code, lines = run(sys.executable, '-B', source / 'build-aux' / 'count-tests', folder, status)
        expected = f'{passed} passed, {failed} failed, {skipped} skipped'
        problems = [] if lines[-1:] == [expected] else [f'expected {expected}', *lines]
        yield name, problems + ([] if code == (1 if failed else 0) else [f'exit status {code}'])


# A tree for build-aux/measure, small enough to count by hand.
MEASURED = {
    'src/base/cosell-text.h': '''
        /* cosell-text.h: words
         * of two lines */
        #include <glib-object.h>
        G_DECLARE_FINAL_TYPE (CosellText, cosell_text, COSELL, TEXT, GObject)
        #define COSELL_TYPE_KIND (cosell_kind_get_type ())
        GType cosell_kind_get_type (void);
        /* Documented. */
        char *cosell_text_get (CosellText *self);
        char *
        cosell_texts_join (CosellText *self,
                           CosellText *other);
        void cosell_words_print (void); /* documented, and named after nothing */
        void cosell_text_set (CosellText *self,
                              const char *words);
        ''',
    'src/base/cosell-text.c': '''
        #include "base/cosell-text.h"
        G_DEFINE_FINAL_TYPE (CosellText, cosell_text, G_TYPE_OBJECT)

        static void
        cosell_text_finalize (GObject *object)
        {
          g_free (COSELL_TEXT (object)->words);
          cosell_text_get (NULL);
        }

        char *
        cosell_text_get (CosellText *self)
        {
          /* Nothing yet. */
          return NULL;
        }

        /* Documented here. */
        char *
        cosell_texts_join (CosellText *self, CosellText *other)
        {
          return "/* no comment */";
        }

        void
        cosell_text_set (CosellText *self, const char *words)
        {
          g_free (self->words);
          self->words = g_strdup (words);
          cosell_words_print ();
        }
        ''',
    'src/base/words.c': '''
        #include "base/cosell-text.h"
        void
        cosell_words_print (void)
        {
          g_print (cosell_text_get (NULL));
        }
        ''',
    'src/store/migrations/001.sql': 'ALTER TABLE deal ADD campaign_id;',
    'src/ui/deal/page.h': '#include "ui/shell/window.h"',
    'src/ui/deal/page.c': '''
        #include "ui/deal/page.h"
        static GtkWidget *
        make (void)
        {
          gtk_string_list_new (NULL);
          return gtk_label_new ("campaignId");
        }
        ''',
    'src/ui/shell/window.h': '#include "ui/deal/page.h"',
    'ui/deal/page.ui': '<template class="CosellDraftStep"><object class="GtkBox"/><object class="CosellText"/></template>',
}
MEASURES = '''
base 37 2 18/31/31 5/6/6 10.6 27.03 4 75 1 25 4/4/4
store 0 0 0/0/0 0/0/0 0.0 0.00 0 0 0 0 0/0/0
ui 7 1 7/7/7 5/5/5 0.0 0.00 0 0 0 0 0/0/0
total 44 3 7/31/31 5/6/6 8.9 22.73 4 75 1 25 4/4/4
widgets: 2 in .ui, 1 in C: 67 %
files that name one editable member ("campaignId"): 2
lines of .c, .h and .ui: 61
fan-out, of 3 .c: base/cosell-text.h 2, ui/deal/page.h 1, ui/shell/window.h 1
circle in base: 2 files, 37 lines: cosell-text words
circle of folders: 2: ui/deal ui/shell
folders that include each other: 1: deal↔shell
misnamed: 1
1 base/cosell-text.h: cosell_words_print
without documentation: 1
1 base/cosell-text.h: cosell_text_set
g_free (x); x = …: 1
1 base/cosell-text.c: self->words
widgets made in C: 1
1 ui/deal/page.c: gtk_label_new
'''


def check_measure(source, build):
    """What build-aux/measure makes of a folder and of a commit."""
    if not shutil.which('ctags') or 'Universal' not in run('ctags', '--version')[1][0]:
        yield 'counted-by-hand', 'universal-ctags is not installed'
        return
    with tempfile.TemporaryDirectory() as folder:
        tree, script = pathlib.Path(folder), pathlib.Path(folder, 'build-aux', 'measure')
        for name, text in {**MEASURED, 'build-aux/measure': (source / 'build-aux' / 'measure').read_text()}.items():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            (tree / name).write_text(textwrap.dedent(text).lstrip('\n'))
        status, lines = run(sys.executable, script, '--list')
        found = [' '.join(line.split()) for line in lines]
        missed = [line for line in MEASURES.splitlines() if line not in found]
        yield 'counted-by-hand', ['not found:', *missed, 'in:', *lines] if missed or status != 0 else []

        if not shutil.which('git'):
            yield 'of-a-commit', 'git is not installed'
            return
        # Nothing of the repository whose hook may have started this, and nothing of its owner's settings.
        alone = {name: value for name, value in os.environ.items() if not name.startswith('GIT_')}
        alone |= {'GIT_CONFIG_GLOBAL': '/dev/null', 'GIT_CONFIG_NOSYSTEM': '1'}
        git = ['git', '-C', tree, '-c', 'user.name=Test', '-c', 'user.email=test@cosell.example']
        for command in (['init', '-q'], ['add', '.'], ['commit', '-q', '-m', 'Measured']):
            run(*git, *command, env=alone)
        shutil.rmtree(tree / 'src')
        status, of_commit = run(sys.executable, script, '--list', 'HEAD', env=alone)
        yield 'of-a-commit', of_commit if of_commit != lines or status != 0 else []
        status, lines = run(sys.executable, script, 'nowhere', env=alone)
        wanted = 'measure: nowhere is neither a folder nor a commit'
        yield 'of-nothing', lines if lines[-1:] != [wanted] or status != 1 else []


def check_scripts(source, build):
    scripts = [path for pattern in ('build-aux/*', '.ci/*', 'flatpak/*', 'tests/**/*')
               for path in source.glob(pattern) if path.is_file() and path.suffix not in ('.c', '.h', '.pyc')]
    wrong = []
    for path in sorted(scripts):
        first = path.read_bytes().split(b'\n', 1)[0].decode('utf-8', 'replace')
        if first.startswith('#!') and 'bash' in first:
            wrong += run('bash', '-n', path)[1]
        elif first.startswith('#!') and 'python' in first:
            wrong += run(sys.executable, '-c', 'import ast, sys; ast.parse(open(sys.argv[1]).read())', path)[1]
    yield 'scripts-parse', wrong


def check_install(source, build):
    with tempfile.TemporaryDirectory() as folder:
        status, lines = run(shutil.which('meson'), 'install', '-C', build, '--no-rebuild', '--quiet', '--destdir', folder)
        found = {str(path.relative_to(folder)) for path in pathlib.Path(folder).rglob('*') if path.is_file()}
    options = {option['name']: option['value'] for option in
               json.loads((build / 'meson-info' / 'intro-buildoptions.json').read_text())}
    app_id = APP_ID + ('.Devel' if options['profile'] == 'development' else '')
    wanted = ['bin/cosell', 'bin/cosellctl', 'bin/cosell-sandbox', f'share/applications/{app_id}.desktop',
              f'share/metainfo/{app_id}.metainfo.xml', f'share/glib-2.0/schemas/{APP_ID}.gschema.xml',
              f'share/icons/hicolor/scalable/apps/{app_id}.svg',
              f'share/icons/hicolor/symbolic/apps/{app_id}-symbolic.svg',
              'share/man/man1/cosell.1', 'share/man/man1/cosellctl.1', 'share/man/man1/cosell-sandbox.1',
              'share/bash-completion/completions/cosellctl']
    missing = [f'not installed: {name}' for name in wanted if not any(path.endswith('/' + name) for path in found)]
    yield 'everything-in-place', missing + ([] if status == 0 else lines)


def check_devenv(source, build):
    """The programs on PATH and the schema in place, with and without XDG_DATA_DIRS from outside."""
    probe = ('command -v cosell cosellctl cosell-sandbox >/dev/null || echo "a program is not on PATH";'
             f'gsettings list-keys {APP_ID} >/dev/null || echo "no schema";'
             'case :$XDG_DATA_DIRS: in *:/usr/share:*) ;; *) echo "XDG_DATA_DIRS lost the system: $XDG_DATA_DIRS" ;; esac;'
             'case :$XDG_DATA_DIRS: in *:"$1":*) ;; *) echo "XDG_DATA_DIRS lacks $1" ;; esac')
    plain = {name: value for name, value in os.environ.items() if name not in ('XDG_DATA_DIRS', 'GSETTINGS_SCHEMA_DIR')}
    plain['PATH'] = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
    meson = shutil.which('meson')
    for name, environment, kept in [('unset-data-dirs', plain, '/usr/local/share'),
                                    ('own-data-dirs', {**plain, 'XDG_DATA_DIRS': '/opt/share'}, '/opt/share')]:
        status, lines = run(meson, 'devenv', '-C', build, 'sh', '-c', probe, 'sh', kept, env=environment)
        yield name, lines or ([] if status == 0 else [f'status {status}'])


def main():
    check, source, build = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    number = failed = 0
    for number, (name, outcome) in enumerate(globals()[f'check_{check}'](source, build), 1):
        if isinstance(outcome, str):
            print(f'ok {number} /lint/{check}/{name} # SKIP {outcome}')
        elif outcome:
            failed += 1
            print(f'not ok {number} /lint/{check}/{name}', *outcome, sep='\n# ')
        else:
            print(f'ok {number} /lint/{check}/{name}')
    print(f'1..{number}')
    return 1 if failed else 0


sys.exit(main())
