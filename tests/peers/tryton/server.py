#!/usr/bin/env python3
"""A Tryton of Debian's packages, with a company, in a folder that goes away at the end.

As a program: prints one line of JSON (url, database, user, password) once it answers, and stops when its
standard input ends.
"""
import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

DATABASE = "crm"
ADMIN_PASSWORD = "Practice-Admin-57"
USER = "kim"
PASSWORD = "Krona-47-mild"
CURRENCY = "SEK"


def decimal(text):
    return {"__class__": "Decimal", "decimal": text}


def date(year, month, day):
    return {"__class__": "date", "year": year, "month": month, "day": day}


class Refused(Exception):
    """What Tryton answers in place of a result."""


class Rpc:
    """Somebody who is signed in, as a client of Tryton is."""

    def __init__(self, url, user, password, database=DATABASE):
        self.url = f"{url}/{database}/"
        self.authorization = None
        self.context = {}
        uid, session = self.call("common.db.login", user, {"password": password})
        self.uid = uid
        text = f"{user}:{uid}:{session}"
        self.authorization = "Session " + base64.b64encode(text.encode()).decode()
        self.context = self.call("model.res.user.get_preferences", True, {})

    def call(self, method, *params):
        headers = {"Content-Type": "application/json"}
        if self.authorization is not None:
            headers["Authorization"] = self.authorization
        body = json.dumps({"id": 1, "method": method, "params": params}).encode()
        request = urllib.request.Request(self.url, body, headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                answer = json.load(reply)
        except urllib.error.HTTPError as error:
            raise Refused(f"{method}: HTTP {error.code}") from error
        if "error" in answer:
            raise Refused(answer["error"])
        return answer["result"]

    def model(self, name, method, *params):
        return self.call(f"model.{name}.{method}", *params, self.context)

    def read(self, id, *fields):
        """One opportunity, as everybody sees it."""
        rows = self.model("sale.opportunity", "search_read", [["id", "=", id]], 0, 1, None, fields)
        return rows[0] if rows else None


class Tryton:
    """The server, within a with statement."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="cosell-tryton-")
        self.process = None
        try:
            self._make_database()
            self._start()
            self._fill()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *unused):
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)
            self.process.stderr.close()
        shutil.rmtree(self.folder)

    def admin(self):
        return Rpc(self.url, "admin", ADMIN_PASSWORD)

    def kim(self):
        return Rpc(self.url, USER, PASSWORD)

    def _path(self, name, text=""):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def _make_database(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.config = self._path("trytond.conf", f"[web]\nlisten = 127.0.0.1:{port}\n"
                                 f"[database]\nuri = sqlite://\npath = {self.folder}\n")
        self._path(DATABASE + ".sqlite")
        self.environment = dict(os.environ, HOME=self.folder,
                                TRYTONPASSFILE=self._path("password", ADMIN_PASSWORD))
        subprocess.run(["trytond-admin", "-c", self.config, "-d", DATABASE, "--all",
                        "-u", "sale_opportunity", "--activate-dependencies",
                        "--email", "admin@fabrikam.example", "-l", "en"],
                       env=self.environment, check=True, timeout=240, stdin=subprocess.DEVNULL)

    def _start(self):
        self.process = subprocess.Popen(["trytond", "-c", self.config, "-d", DATABASE],
                                        env=self.environment, stdin=subprocess.DEVNULL,
                                        stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            if "Running on" in line:
                break
        else:
            raise RuntimeError("trytond ended before it listened")
        # what it says from now on is read by nobody
        subprocess.Popen(["cat"], stdin=self.process.stderr, stdout=subprocess.DEVNULL)

    def _fill(self):
        """A company with an employee, who is the user, and a customer."""
        admin = self.admin()
        currency = admin.model("currency.currency", "create", [
            {"name": "Swedish krona", "symbol": "kr", "code": CURRENCY, "digits": 2,
             "rounding": decimal("0.01"),
             "rates": [["create", [{"date": date(2020, 1, 1), "rate": decimal("1")}]]]}])[0]
        fabrikam, kim, contoso = admin.model("party.party", "create", [
            {"name": "Fabrikam AB"},
            {"name": "Kim Berg",
             "contact_mechanisms": [["create", [{"type": "email",
                                                 "value": "kim.berg@fabrikam.example"}]]]},
            {"name": "Contoso AB",
             "addresses": [["create", [{"street": "Storgatan 1", "postal_code": "211 34",
                                        "city": "Malmö"}]]],
             "contact_mechanisms": [["create", [{"type": "email", "name": "Sara Ek",
                                                 "value": "sara.ek@contoso.example"}]]]}])
        company = admin.model("company.company", "create",
                              [{"party": fabrikam, "currency": currency}])[0]
        employee = admin.model("company.employee", "create",
                               [{"party": kim, "company": company}])[0]
        admin.model("country.country", "create", [{"name": "Sweden", "code": "SE"}])
        groups = admin.model("res.group", "search_read",
                             [["name", "in", ["Sales", "Sale Opportunity", "Party Administration"]]],
                             0, None, None, ["name"])
        admin.model("res.user", "create", [
            {"name": "Kim Berg", "login": USER, "password": PASSWORD,
             "email": "kim.berg@fabrikam.example",
             "companies": [["add", [company]]], "company": company,
             "employees": [["add", [employee]]], "employee": employee,
             "groups": [["add", [group["id"] for group in groups]]]}])
        self.customer = contoso


def main():
    with Tryton() as tryton:
        print(json.dumps({"url": tryton.url, "database": DATABASE, "user": USER,
                          "password": PASSWORD}), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
