"""Who works at Kestrel Freight? All of them are invented.

A life is a line of steps: level@months ago, from the first day on. "left@n" ends it. A level's key names its ladder and track.
"""

from dataclasses import dataclass, field
from random import Random

TEAMS = ("Checkout", "Payments Core", "Platform", "Data", "Mobile", "Routing")
PLACES = {"Lisbon": "Europe/Lisbon", "Berlin": "Europe/Berlin", "Gdansk": "Europe/Warsaw", "Toronto": "America/Toronto"}


@dataclass
class Life:
    """One person: where, in which team, under whom, and the steps of three years."""

    name: str
    team: str
    place: str
    manager: str
    steps: list[tuple[str, float]] = field(default_factory=list)


def _life(row: str) -> Life:
    name, team, place, manager, steps = (part.strip() for part in row.split("|"))
    pairs = [step.partition("@") for step in steps.split()]
    return Life(name, team, place, manager, [(level, float(months)) for level, _, months in pairs])


NAMED = [
    _life(row)
    for row in """
    Paul Adair       |               | Lisbon  |               | m7@36
    Ewa Kowalska     |               | Gdansk  | Paul Adair    | m5@36 m6@19
    Ingrid Solheim   |               | Berlin  | Paul Adair    | d4@36 d5@16
    Hana Sato        |               | Berlin  | Paul Adair    | hr@34
    Petra Novak      | Platform      | Berlin  | Ewa Kowalska  | m4@36 m5@14
    Lena Okafor      | Payments Core | Lisbon  | Ewa Kowalska  | m3@36 m4@21
    Amina Rahal      | Data          | Lisbon  | Ewa Kowalska  | e4@36 m4@26
    Greta Holm       | Mobile        | Berlin  | Ewa Kowalska  | e3@36 m3@24
    Rui Santos       | Routing       | Lisbon  | Petra Novak   | e3@36 m3@20
    Rasmus Vik       | Checkout      | Lisbon  | Ewa Kowalska  | e3@36 m3@30 left@5
    Ines Duarte      | Payments Core | Lisbon  | Lena Okafor   | e2@36 e3@23
    Marco Bianchi    | Payments Core | Lisbon  | Lena Okafor   | e3@36 e4@18
    Otto Lind        | Checkout      | Lisbon  | Lena Okafor   | e1@32 e2@15
    Priya Nair       | Checkout      | Lisbon  | Lena Okafor   | e2@34 e3@9
    Jonas Weber      | Checkout      | Berlin  | Lena Okafor   | e1@28 e2@10
    Mei Chen         | Checkout      | Lisbon  | Lena Okafor   | e1@14
    Tomas Ferreira   | Payments Core | Lisbon  | Lena Okafor   | e3@36 m3@27 e3@17
    Noor Adeyemi     | Platform      | Berlin  | Petra Novak   | e3@36 e4@13
    Johanna Ek       | Platform      | Gdansk  | Petra Novak   | e4@36 e5@20
    Signe Jensen     | Platform      | Berlin  | Ewa Kowalska  | e6@36
    Sofia Marin      | Data          | Toronto | Ewa Kowalska  | e6@36 e7@11
    Yuki Okuda       | Data          | Toronto | Amina Rahal   | e3@36 e4@22
    Dmitri Ivanov    | Mobile        | Gdansk  | Greta Holm    | e2@36 e3@16
    Samuel Mensah    | Routing       | Lisbon  | Rui Santos    | e2@35 e3@18
    Amara Gbeho      | Routing       | Lisbon  | Rui Santos    | e1@24 e2@7
    Lucia Ferrante   | Mobile        | Berlin  | Greta Holm    | e3@36 m3@22 e4@12
    Henrik Dahl      | Platform      | Berlin  | Petra Novak   | e4@36 m4@25 e4@9
    Runa Velin       | Platform      | Lisbon  | Petra Novak   | e3@33 e4@15
    Ilva Torrent     | Data          | Berlin  | Amina Rahal   | e3@34 e4@12
    """.strip().splitlines()
]

# How the rest of each team is made up: manager, and how many stand on which level today.
REST = {
    "Checkout": ("Lena Okafor", {"e2": 2, "e3": 1, "p2": 1, "p1": 1}),
    "Payments Core": ("Lena Okafor", {"e1": 1, "e2": 3, "e3": 2, "p3": 1}),
    "Platform": ("Petra Novak", {"e1": 1, "e2": 5, "e3": 5, "e4": 2, "e5": 1}),
    "Data": ("Amina Rahal", {"e1": 2, "e2": 4, "e3": 3, "e5": 1}),
    "Mobile": ("Greta Holm", {"e1": 1, "e2": 4, "e3": 2, "p2": 2}),
    "Routing": ("Rui Santos", {"e1": 2, "e2": 4, "e3": 2, "e4": 1, "p3": 1}),
}
GONE = {"Platform": 2, "Data": 1, "Mobile": 1}  # people who left in the three years

FIRST = """
    Aino Bilal Carmen Davi Elif Farid Gala Hugo Isla Jakub Kaya Leandro Maren Nadir Olga Pedro Quim Rosa Stellan Tove
    Umar Vera Wanda Ximena Yara Zoran Anouk Bruno Chiara Desta Eino Frida Goran Hira Ivo Jana Kofi Lotte Milan Nuria
    Oscar Pilar Radek Salma Tarek Ulla Viktor Wren Yusuf Zofia Adela Bram Celia Dario Emre Fatou
""".split()  # noqa: SIM905  (names read better as a text)
LAST = """
    Aalto Barros Cisse Duval Eriksen Fonseca Gruber Hakimi Ibarra Jansen Kaplan Lindqvist Moreau Nowak Olsen Pires
    Quintero Rossi Suzuki Tavares Ueda Varga Wagner Yilmaz Zielinski Almeida Becker Costa Demir Esposito Fischer Garcia
    Haddad Ivarsson Jovic Keller Lopes Maier Nunes Okoye Petrov Rahman Silva Toth Vogel Weiss Abe Bianco Cruz Diallo
    Engel Falk Greco Horvat Ito Juarez
""".split()  # noqa: SIM905  (names read better as a text)


def everybody(seed: int = 7) -> list[Life]:
    """Return all lives, the same ones every time, managers before those they lead."""
    random = Random(seed)  # noqa: S311  (names, not secrets)
    names = [f"{first} {last}" for first, last in zip(random.sample(FIRST * 2, 80), random.sample(LAST * 2, 80), strict=True)]
    lives = list(NAMED)
    for team, (manager, levels) in REST.items():
        for level, count in levels.items():
            for _ in range(count):
                boss = "Ingrid Solheim" if level.startswith("p") else manager
                lives.append(Life(names.pop(), team, random.choice(list(PLACES)), boss, _steps(level, random)))
        for _ in range(GONE.get(team, 0)):
            steps = [*_steps("e2", random), ("left", float(random.randint(3, 12)))]
            lives.append(Life(names.pop(), team, random.choice(list(PLACES)), manager, steps))
    return lives


def _steps(level: str, random: Random) -> list[tuple[str, float]]:
    """Return a plain way to a level: one step up within the three years for most."""
    family, height = level[0], int(level[1])
    began = random.randint(16, 36)
    if height > 1 and random.random() < 0.6:
        return [(f"{family}{height - 1}", float(began)), (level, float(random.randint(2, began - 8)))]
    return [(level, float(began))]
