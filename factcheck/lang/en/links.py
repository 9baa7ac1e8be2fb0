"""English words that tie numbers together; each phrase stands once, under the sign that a skeleton shows for it."""

from __future__ import annotations

SIGNS = {
    "f": "from",
    "^": "up to",
    "_": "down to",
    "t": "to;to reach;to stand at;to close at;to finish at;to end at",
    "=": "equivalent to;equal to;or;i . e .;that is;which is",
    "c": "accounting for;accounts for;accounted for;representing;making up;or about",
    "o": "of;out of;of the;of a total of;of all;out of a total of",
    "s": "a total of;total;totalling;totaling;in total;altogether;total of;for a total of;worth a total of;in all",
    "g": "comprising;consisting of;made up of;composed of;comprised of",
    "i": "including;of which;of whom;among them;of them",
    "e": "the rest;the remaining;remaining",
    "…": "among others;and others;as well as;and many;and several;and other",
    "&": "and",
    "m": "each",
    "v": "than;compared with;compared to;against",
    "b": "born in;born",
    "K": "anniversary;marking;celebrating",
    "#": "rank;ranks;ranked;ranking;rankings;place;places;seed",
    "k": "composition;breakdown",
}
# A counted noun by its first word or two, under what it is a kind of: things of two kinds are no parts of one total.
KINDS = {
    "stake": "shares;stock;stake",
    "people": "people;person;men;women;children;boys;girls;students;pupils;teachers;passengers;crew;members;soldiers;civilians;workers;"
    "staff;victims;patients;officers;police;players;doctors;nurses;adults",
    "vehicles": "vehicles;cars;trucks;buses;planes;ships;boats",
}
# What tells two parts apart; of those with "all" there are no others.
APART = {
    "sex all": "men;women;boys;girls;male;female;males;females",
    "match": "won;lost;drew;wins;losses;draws",
    "home": "domestic;foreign;abroad;exports",
    "medal": "gold;silver;bronze",
    "fate": "dead;killed;injured;wounded;missing",
}
