"""What a person may be called behind “the”, and which of these are “he” or “she”. The lists are ours."""

from __future__ import annotations

from typing import Literal

from rag.mentions.vocabulary import FEMALE_TITLES, MALE_TITLES, MEN, PERSON_TITLES, WOMEN

Gender = Literal["he", "she", ""]

PERSON_NOUNS = PERSON_TITLES | frozenset(
    """accountant accused activist adviser advisor agent aide anchor applicant apprentice architect
    artist assassin assistant athlete attacker aunt baker banker barber bartender biologist bomber boss
    boxer boy boyfriend bricklayer bride broker brother builder businessman businesswoman butcher buyer
    campaigner candidate carpenter cashier champion chef chemist child citizen cleaner clerk client
    colleague collector columnist comedian commentator composer conductor congressman congresswoman
    correspondent courier cousin crewman critic customer cyclist dancer daughter dealer defendant
    dentist designer developer diplomat dissident docker economist electrician envoy executive expert
    father fighter firefighter fisherman fitter foreman founder friend fugitive gardener geographer
    geologist girl girlfriend goalkeeper granddaughter grandfather grandmother grandson groom guard
    guest guide gunman hairdresser heir hero historian host hostage hotelier hunter husband inmate
    inspector inventor investigator investor journalist juror king landlady landlord lawmaker leader
    lecturer legislator librarian linguist lobbyist lodger lover magistrate man manager mathematician
    mechanic merchant midwife militant miner minister missionary mother musician neighbor neighbour
    nephew niece novelist nurse official opponent organiser organist organizer orphan owner painter
    paramedic parliamentarian partner passenger pathologist patient patron pensioner pharmacist
    philosopher photographer physician physicist pianist pilot player plumber poet policeman policewoman
    politician porter postman premier priest princess principal prisoner prosecutor psychiatrist
    psychologist publisher pupil rapper rebel receptionist referee refugee reporter rescuer researcher
    resident retailer rider rival roofer runner sailor salesman saleswoman sculptor secretary seller
    shepherd shooter shopkeeper sister skipper soldier solicitor son songwriter speaker specialist
    stepfather stepmother stewardess strategist student successor surgeon surveyor suspect swimmer
    tailor technician teenager tenant thief tourist trader trainer translator traveler traveller
    treasurer trustee tutor uncle valuer vendor vet veteran victim violinist visitor volunteer waiter
    waitress warden watchman welder widow widower wife winner witness woman worker youth""".split()
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


# They end like “foreman” and are none.
_NO_MEN = frozenset("caiman german human norman ottoman roman shaman talisman".split())


def is_person_noun(noun: str) -> bool:
    """Whether a person is called so: “skipper”, and all that end like “headman”."""
    return noun in PERSON_NOUNS or (noun.endswith("man") and noun not in _NO_MEN)


def gender_of_noun(noun: str) -> Gender:
    """Whether who is called so is “he” or “she”: “widow”, “watchman”; empty where the noun does not tell."""
    if noun in FEMALE_NOUNS or noun.endswith("woman"):
        return "she"
    return "he" if noun in MALE_NOUNS or noun.endswith("man") else ""
