"""Deals of Cosell and opportunities of Tryton are kept in step: the whole engine, by its commands."""
import json
import os
import subprocess

from server import CURRENCY, DATABASE, PASSWORD, USER, date, decimal

TOKEN = "peer-token"
DRAFT = {
    "customer": {"name": "Contoso AB", "addressLine1": "Storgatan 1", "city": "Malmö",
                 "postalCode": "211 34", "country": "SE", "consent": True,
                 "contacts": [{"firstName": "Sara", "lastName": "Ek", "phone": "+46 40 100",
                               "email": "sara.ek@contoso.example"}]},
    "location": "1234567", "value": "1200000.10", "currency": CURRENCY, "closeDate": "2027-01-15",
    "notes": "Wants a pilot in March.",
    "team": [{"firstName": "Kim", "lastName": "Berg", "phone": "+46 40 200",
              "email": "kim.berg@fabrikam.example"}],
    "solutions": [{"id": "SOL-15974-MQF", "name": "Fabrikam Suite", "kind": "own"}],
    "help": "none", "visibleToMicrosoft": False,
}


class Service:
    """The practice server, which is Partner Center here; within a with statement."""

    def __init__(self, build):
        self.program = os.path.join(build, "src/sandbox/cosell-sandbox")

    def __enter__(self):
        self.process = subprocess.Popen([self.program, "--port", "0", "--token", TOKEN, "--no-pin",
                                         "--deals", "20"], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().split()[-1]
        return self

    def __exit__(self, *unused):
        self.process.terminate()
        self.process.wait(30)
        self.process.stdout.close()


class Engine:
    """One after the other; check is told of each, with whether it went well."""

    def __init__(self, cosell, tryton, service, check):
        self.cosell = cosell
        self.tryton = tryton
        self.kim = tryton.kim()
        self.check = check
        cosell.environment["COSELL_TOKEN"] = TOKEN
        self.done("account", "add", "--url", service.url)
        self.done("sync")
        self.done("crm", "add", "ERP", "--kind", "tryton", "--url", tryton.url,
                  "--database", DATABASE, "--user", USER, "--password-fd", "0",
                  text=PASSWORD + "\n")
        self.done("crm", "set", "ERP", "alone=true", 'fields={"name":"both"}',
                  'stages={"lead":20,"opportunity":40}')

    def done(self, *words, text="", may=(0,)):
        """Runs a command that must end with one of these. Returns: what it printed"""
        ended, answer = self.cosell.run(*words, text=text)
        if ended not in may:
            raise AssertionError(f"{' '.join(words)}: {ended}, not {may}: {answer}")
        return answer

    def sync(self):
        """Both ways, with both systems; what is left to be decided shows by what is asked for."""
        self.done("sync", may=(0, 5))
        return self.done("crm", "sync", "--apply", may=(0, 5))

    def show(self, deal):
        return self.done("show", str(deal))

    def write(self, id, **values):
        """Somebody in Tryton changes it."""
        self.kim.model("sale.opportunity", "write", [id], values)

    def new_deal(self, name, **more):
        """A deal as the assistant makes it, sent. Returns: its id"""
        draft = os.path.join(os.path.dirname(self.cosell.profile), "draft.json")
        with open(draft, "w", encoding="utf-8") as file:
            json.dump(dict(DRAFT, name=name, **more), file)
        deal = self.done("new", "--file", draft, "--submit")["id"]
        self.done("sync", may=(0, 5))
        return deal

    def new_linked(self, name, **more):
        """A deal, and the opportunity that was made for it. Returns: both ids"""
        deal = self.new_deal(name, **more)
        self.done("crm", "create", str(deal))
        self.sync()
        crm = self.show(deal)["crm"]
        if crm["state"] != "linked":
            raise AssertionError(f"{name} is not linked: {crm}")
        return deal, int(crm["id"])

    def run(self):
        for name in dir(self):
            if name.startswith("test_"):
                getattr(self, name)()

    def test_1_create_from_here(self):
        deal, id = self.new_linked("Typed in the assistant")
        there = self.kim.read(id, "description", "amount", "end_date", "comment", "reference",
                              "party.rec_name", "contact.value")
        self.check(there["description"] == "Typed in the assistant"
                   and there["amount"]["decimal"] == "1200000.10"
                   and (there["end_date"]["year"], there["end_date"]["month"],
                        there["end_date"]["day"]) == (2027, 1, 15)
                   and there["comment"] == "Wants a pilot in March."
                   and there["reference"] == self.show(deal)["remoteId"]
                   and there["party."]["rec_name"] == "Contoso AB",
                   "a deal that was typed here stands in Tryton", there)
        again = self.sync()
        self.check((again["toCrm"], again["fromCrm"], again["created"]) == (0, 0, 0),
                   "and nothing is left to do", again)
        self.check(self.kim.model("sale.opportunity", "search_count",
                                  [["description", "=", "Typed in the assistant"]]) == 1,
                   "it stands there once")

    def test_2_create_from_there(self):
        id = self.kim.model("sale.opportunity", "create",
                            [{"description": "Made in Tryton", "party": self.tryton.customer,
                              "amount": decimal("700.5"), "end_date": date(2027, 3, 31),
                              "comment": "Over there"}])[0]
        deal = self.done("crm", "draft", str(id))["id"]
        shown = self.show(deal)
        self.check((shown["status"], shown["name"], shown["customer"], shown["value"],
                    shown["currency"], shown["closeDate"], shown["notes"])
                   == ("draft", "Made in Tryton", "Contoso AB", "700.50", CURRENCY, "2027-03-31",
                       "Over there"), "an opportunity of Tryton stands here", shown)

    def test_3_edits_on_both_sides(self):
        deal, id = self.new_linked("Edits")
        self.done("set", str(deal), "value=99999999999999.99")
        self.write(id, end_date=date(2027, 2, 28), description="Edited there")
        self.sync()
        shown = self.show(deal)
        there = self.kim.read(id, "amount", "end_date", "description")
        self.check(shown["closeDate"] == "2027-02-28"
                   and there["amount"]["decimal"] == "99999999999999.99",
                   "different fields of both sides go to the other one", there)
        quiet = self.sync()
        self.check((quiet["toCrm"], quiet["fromCrm"]) == (0, 0), "and come back from nowhere", quiet)

    def test_4_conflict(self):
        deal, id = self.new_linked("Conflict")
        self.done("set", str(deal), "value=10")
        self.write(id, amount=decimal("20"))
        self.sync()
        conflicts = self.done("conflicts")
        self.check(any(c["id"] == deal for c in conflicts), "one field of both is asked", conflicts)
        self.done("resolve", str(deal), "value", "crm")
        self.sync()
        self.check(self.show(deal)["value"] == "20.00"
                   and self.kim.read(id, "amount")["amount"]["decimal"] == "20",
                   "and what was chosen stands on both sides")

    def test_5_ends(self):
        deal, id = self.new_linked("Lost there")
        self.kim.model("sale.opportunity", "lost", [id])
        self.sync()
        self.check(self.show(deal)["status"] == "accepted"
                   and any(c["id"] == deal for c in self.done("conflicts")),
                   "lost there is a question here", self.show(deal)["crm"])
        deal, id = self.new_linked("Deleted there")
        self.kim.model("sale.opportunity", "delete", [id])
        # once a day all are looked at; before, whoever wants to write finds it gone
        self.done("set", str(deal), "value=30")
        self.sync()
        crm = self.show(deal)["crm"]
        self.check(crm["state"] == "gone" or (crm["state"] == "parked" and crm["reason"]),
                   "what was deleted there is told", crm)

    def test_6_limits(self):
        deal = self.new_deal("Another currency", currency="EUR")
        self.done("crm", "create", str(deal))
        self.sync()
        crm = self.show(deal)["crm"]
        there = self.kim.read(int(crm["id"]), "amount")
        self.check(there["amount"] is None and crm["notices"],
                   "another currency has no amount there, and that is told", crm)
