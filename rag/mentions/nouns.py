"""What a person may be called behind “the”, and which of these are “he” or “she”. The lists are ours."""

from __future__ import annotations

from typing import Literal

from rag.mentions.vocabulary import FEMALE_TITLES, MALE_TITLES, MEN, PERSON_TITLES, WOMEN

Gender = Literal["he", "she", ""]

PERSON_NOUNS = PERSON_TITLES | frozenset(
    """accountant accused activist adviser advisor agent aide anchor applicant apprentice architect artist
    assassin assistant athlete attacker aunt banker bomber boss boxer boy boyfriend bride broker brother
    builder businessman businesswoman butcher buyer campaigner candidate champion chef child citizen
    cleaner client colleague collector columnist comedian commentator composer conductor congressman
    congresswoman correspondent cousin critic customer cyclist dancer daughter dealer defendant designer
    developer diplomat dissident economist envoy executive expert father fighter firefighter fisherman
    foreman founder friend fugitive gardener girl girlfriend goalkeeper granddaughter grandfather
    grandmother grandson groom guard guest guide gunman heir hero historian host hostage hotelier hunter
    husband inmate inspector inventor investigator investor journalist juror king landlady landlord
    lawmaker leader legislator librarian lobbyist lodger lover man manager mechanic merchant midwife
    militant miner minister missionary mother musician neighbor neighbour nephew niece novelist nurse
    official opponent organiser organizer orphan owner painter paramedic parliamentarian partner passenger
    patient patron pensioner philosopher photographer physician physicist pianist pilot player plumber
    poet policeman policewoman politician porter postman premier priest princess principal prisoner
    prosecutor psychologist publisher pupil rapper rebel receptionist referee refugee reporter rescuer
    researcher resident retailer rider rival runner sailor salesman saleswoman sculptor secretary seller
    shepherd shooter shopkeeper sister skipper soldier solicitor son songwriter speaker specialist
    stepfather stepmother strategist student successor suspect swimmer tailor technician teenager tenant
    thief tourist trader trainer translator traveler traveller treasurer trustee tutor uncle valuer vendor
    vet veteran victim violinist visitor volunteer waiter waitress warden watchman widow widower wife
    winner witness woman worker youth""".split()
)
MALE_NOUNS = (
    MALE_TITLES
    | MEN
    | frozenset(
        """boyfriend groom grandfather grandson hero husband landlord nephew son stepfather uncle waiter
        widower""".split()
    )
)
FEMALE_NOUNS = (
    FEMALE_TITLES
    | WOMEN
    | frozenset(
        """aunt bride daughter girlfriend grandmother granddaughter landlady midwife niece stepmother waitress
        widow wife""".split()
    )
)


def gender_of_noun(noun: str) -> Gender:
    """Whether who is called so is “he” or “she”: “widow”, “watchman”; empty where the noun does not tell."""
    if noun in FEMALE_NOUNS or noun.endswith("woman"):
        return "she"
    return "he" if noun in MALE_NOUNS or noun.endswith("man") else ""
