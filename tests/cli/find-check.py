#!/usr/bin/env python3
"""Compares `cosellctl list --search` with filters that are evaluated here, over `list --json` and `show --json`.

find-check.py COSELLCTL SANDBOX [SETS [SEED]]: random sets of filters over the deals of a new practice server;
shares no code with the program. Prints TAP.
"""
import datetime
import decimal
import json
import os
import random
import subprocess
import sys
import tempfile
import unicodedata


def run(program, profile, *arguments):
    result = subprocess.run([program, '--profile', profile, '--json', *arguments], capture_output=True,
                            env={**os.environ, 'COSELL_TOKEN': 'token-of-the-tests'}, check=False)
    if result.returncode != 0:
        raise SystemExit(f'Bail out! {arguments}: {result.stderr.decode()}')
    return json.loads(result.stdout.decode() or 'null')


# Letters without a decomposition that count as their base.
LETTERS = str.maketrans({'æ': 'ae', 'ð': 'd', 'ø': 'o', 'þ': 'th', 'đ': 'd', 'ħ': 'h', 'ı': 'i', 'ł': 'l',
                         'œ': 'oe', 'ŧ': 't'})


def fold(text):
    plain = unicodedata.normalize('NFKD', text).casefold().translate(LETTERS)
    return ''.join(c for c in unicodedata.normalize('NFKD', plain) if not unicodedata.combining(c))


def today():
    now = os.environ.get('COSELL_NOW')
    return datetime.date.fromisoformat(now[:10]) if now else datetime.date.today()


def local_day(instant):
    moment = datetime.datetime.fromisoformat(instant.replace('Z', '+00:00'))
    return moment.astimezone().date()


def quote(text):
    return '"' + text.replace('\\', '\\\\').replace('"', '\\"') + '"'


OPEN = ('draft', 'received', 'accepted')


def word(key, member, deals):
    """status:won,lost"""
    known = sorted({deal[member] for deal in deals if deal[member] is not None})

    def make(rand):
        chosen = rand.sample(known, rand.randint(1, min(3, len(known))))
        return f'{key}:{",".join(chosen)}', lambda deal: deal[member] in chosen
    return make


def text(key, read, deals):
    """customer:"abc" """
    known = sorted({part for deal in deals for value in read(deal) for part in value.split('\t')
                    if part and part.isascii()})

    def make(rand):
        value = rand.choice(known)
        begin = rand.randrange(len(value))
        part = value[begin:begin + rand.randint(1, 8)].strip()
        if not part or part in ('none',) or not fold(part).strip():
            part = value.strip()
        return (f'{key}:{quote(part)}',
                lambda deal: any(fold(part) in fold(one) for one in read(deal)))
    return make


def missing(key, read):
    return lambda rand: (f'{key}:none', lambda deal: not any(read(deal)))


def amount(deals):
    known = [deal['value'] for deal in deals if deal['value'] is not None]

    def make(rand):
        low, high = sorted((decimal.Decimal(rand.choice(known)), decimal.Decimal(rand.choice(known))))
        kind, holds = rand.choice([
            (f'{low:f}', lambda v: v == low), (f'>{low:f}', lambda v: v > low),
            (f'>={low:f}', lambda v: v >= low), (f'<{low:f}', lambda v: v < low),
            (f'<={low:f}', lambda v: v <= low), (f'{low:f}..{high:f}', lambda v: low <= v <= high)])
        return f'value:{kind}', lambda deal: deal['value'] is not None and holds(
            decimal.Decimal(deal['value']))
    return make


def days(key, read, deals):
    known = [read(deal) for deal in deals if read(deal) is not None]

    def make(rand):
        low, high = sorted((rand.choice(known), rand.choice(known)))
        month = f'{low:%Y-%m}'
        kind, holds = rand.choice([
            (f'{low}', lambda d: d == low), (f'>{low}', lambda d: d > low),
            (f'<={low}', lambda d: d <= low), (f'{low}..{high}', lambda d: low <= d <= high),
            (month, lambda d: f'{d:%Y-%m}' == month), (f'>{month}', lambda d: f'{d:%Y-%m}' > month),
            ('last-30d', lambda d: today() - datetime.timedelta(30) <= d <= today()),
            ('this-year', lambda d: d.year == today().year)])
        return f'{key}:{kind}', lambda deal: read(deal) is not None and holds(read(deal))
    return make


def date(member):
    return lambda deal: deal[member] and datetime.date.fromisoformat(deal[member])


def day(member):
    return lambda deal: deal[member] and local_day(deal[member])


def keywords():
    plain = {
        'open': lambda deal: deal['status'] in OPEN,
        'closed': lambda deal: deal['status'] not in OPEN,
        'overdue': lambda deal: deal['status'] == 'accepted' and deal['closeDate'] is not None and
        datetime.date.fromisoformat(deal['closeDate']) < today(),
        'expiring': lambda deal: deal['status'] == 'received' and deal['expiresAt'] is not None and
        today() <= local_day(deal['expiresAt']) <= today() + datetime.timedelta(7),
        'favorite': lambda deal: deal['favorite'],
        'p2p': lambda deal: deal['p2p'],
        'unsynced': lambda deal: deal['sync'] not in ('synced', 'draft'),
        'held': lambda deal: deal['held'],
        'parked': lambda deal: deal['sync'] == 'parked',
        'conflict': lambda deal: deal['sync'] == 'conflict',
        'draft': lambda deal: deal['status'] == 'draft',
        'eligible': lambda deal: (deal['shown']['eligibility'] or {}).get('state') in ('yes', 'after-won'),
    }
    return [lambda rand, name=name: (name, plain[name]) for name in plain]


def read_deals(program, profile):
    deals = run(program, profile, 'list', '--sort', 'id')
    for deal in deals:
        deal['shown'] = run(program, profile, 'show', str(deal['id']))
    return deals


def one(member):
    return lambda deal: [deal[member]] if deal[member] else []


def makers(deals):
    shown_solutions = lambda deal: [f'{s["id"]}\t{s["name"]}' for s in deal['shown']['solutions']]
    shown_team = lambda deal: [m['email'] for m in deal['shown']['team'] if m.get('email')]
    shown_partners = lambda deal: [f'{p["id"]}\t{p.get("name") or ""}' for p in deal['shown']['partners']]
    return [
        word('type', 'type', deals), word('status', 'status', deals), word('country', 'country', deals),
        word('sync', 'sync', deals), word('currency', 'currency', deals),
        word('microsoft', 'microsoftStatus', deals),
        text('customer', one('customer'), deals), text('location', one('location'), deals),
        text('sender', one('sender'), deals), text('team', shown_team, deals),
        text('solution', shown_solutions, deals),
        missing('solution', shown_solutions), missing('team', shown_team),
        missing('partner', shown_partners), missing('sender', one('sender')),
        missing('microsoft', one('microsoftStatus')), missing('campaign', one('campaignId')),
        missing('crm', one('crmId')), amount(deals), days('closes', date('closeDate'), deals),
        days('created', day('createdAt'), deals), days('accepted', day('acceptedAt'), deals),
        days('closed-on', day('closedAt'), deals), *keywords(),
    ]


def main():
    with tempfile.TemporaryDirectory() as folder:
        profile = os.path.join(folder, 'profile')
        server = subprocess.Popen([sys.argv[2], '--deals', '60', '--no-pin', '--data', os.path.join(folder, 'sandbox')],
                                  stdout=subprocess.PIPE)
        try:
            url = server.stdout.readline().decode().split()[-1]
            run(sys.argv[1], profile, 'account', 'add', '--url', url)
            run(sys.argv[1], profile, 'sync')
            check(sys.argv[1], profile)
        finally:
            server.terminate()
            server.wait()


def check(program, profile):
    sets = int(sys.argv[3]) if len(sys.argv) > 3 else 300
    rand = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    deals = read_deals(program, profile)
    make = makers(deals)
    for n in range(sets):
        terms = [rand.choice(make)(rand) for _ in range(rand.randint(1, 3))]
        signs = [rand.random() < 0.3 for _ in terms]
        query = ' '.join(('-' if sign else '') + term for sign, (term, _) in zip(signs, terms))
        expected = [deal['id'] for deal in deals
                    if all(bool(holds(deal)) != sign for sign, (_, holds) in zip(signs, terms))]
        found = [deal['id'] for deal in run(program, profile, 'list', '--sort', 'id', '--search', query)]
        if found != expected:
            print(f'not ok 1 {query}: found {found}, expected {expected}')
            break
    else:
        print(f'ok 1 {sets} sets of filters over {len(deals)} deals')
    print('1..1')


main()
