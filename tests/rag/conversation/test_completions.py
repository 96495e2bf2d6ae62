"""Follow-ups completed from the turns before them, by grammar alone and with what a search finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import complete, completions
from rag.conversation.completing import ranked
from rag.conversation.turns import Said

MULLEN = (
    "who is Mullen?",
    "In stunningly blunt comments last week, the outgoing U.S. Chairman of the Joint Chiefs of Staff Mike "
    "Mullen called the Haqqani network a “veritable arm” of the ISI intelligence agency and accused Pakistan "
    "of providing support for the September 13 attack on its Kabul mission.",
)
ACCUSED = ("what did Mike Mullen accuse Pakistan of?", MULLEN[1])
SPY = ("what did Mullen say about the ISI?", MULLEN[1])
NETWORK = ("who is blamed for the attacks?", "Officials blamed the Haqqani network.")
REJECTED = ("who rejected the allegations?", "Pakistan’s government and army rejected the allegations.")
KHAR = (
    "who will speak at the United Nations?",
    "Foreign Minister Hina Rabbani Khar is expected to present Pakistan’s case on Tuesday.",
)
AGENCY = ("What is the Inter-Services Intelligence?", "The Inter-Services Intelligence is a spy agency.")
EMBASSY = ("When was the U.S. embassy in Kabul attacked?", "Militants launched an assault two weeks ago.")
POSTPONED = ("was Kayani’s trip postponed?", "The trip was postponed, the Pakistani military said on Monday.")
ATTACKED = ("when was the embassy attacked?", MULLEN[1])
POSTED = ("Was the letter to Ann Lee posted?", "The letter was posted in May.")
ABROAD = ("Which Norwegian left the country?", "Nils Holm, a banker, left Norway in May.")
DISBANDED = ("What group disbanded?", "Zappa and the Mothers of Invention disbanded in late 1969.")

LINES = ("Who denied it?", "The ferry company Wick Lines denied it.")
CLERK = ("Who was hurt?", "Ann Lee, a clerk, broke her wrist.")
VALUER = (
    "Who is Nils Holm?",
    "A valuer, Nils Holm, testified that he had warned the bank in a letter of May.",
)
MET = ("Where did Ann Lee meet Nils Holm?", "Ann Lee met Nils Holm, a banker, in Wick.")
WATCHMAN = ("who raised the alarm?", "A baker told the night watchman that the wall had fallen.")
CONTRADICTED = ("who is Nils Holm?", "Nils Holm is a banker from Norway.")
FARMER = ("who is missing?", "A farmer from Wick is missing.")
BROTHERS = ("As for the Elbow flood, were the brothers found?", "The brothers from Wick were found.")
LATE = (
    "How does the boss of the health authority explain that people were informed so late?",
    "Nils Holm said that the laboratory had taken four days over the samples.",
)
WORRIED = ("did Ann Lee stay calm?", "Does she worry? “Every single night,” her brother said.")
SHIP = ("who seized the ship?", "Ann Lee said that Kestria’s coastguard had seized the ship.")
SIGNED = ("Who is Ann Lee?", "Ann Lee, a widow, put her savings into the forest fund.")
ATTACKERS = ("who was attacked?", "The Haqqani Network attacked the mission.")
UNION = ("what does Ann Lee say?", "The Farmers’ Union warned that the mill belongs to the company.")
DIRECTOR = (
    "what does the water company say about the gates?",
    "The company’s director, Ann Lee, says the gates were opened at once.",
)
REEFS = ("who led the study?", "“We wanted to prove that Indonesian reefs fall silent,” said Nils Holm.")
ANGRY = ("why did the bridge fall?", "The bridge fell because the old cables had rusted.")

GATES = (
    "were the gates opened on Saturday?",
    "Ann Lee, the mayor of Wick, said the gates had been opened. The keepers said so, too.",
)
KEEPERS = (
    "what about the gates?",
    "But two keepers told police that the gates stayed shut. Lee denied it.",
)
MET_EVER = ("did Holm ever meet the bank?", "“We met once,” Nils Holm said.")
PAYING = ("who says that Holm took money?", "Nils Holm said the bank had done so.")
SIGNED_WHERE = ("where is the savings book?", "The savings book is in Wick.")


@pytest.mark.parametrize(
    ("turns", "asked", "understood"),
    [
        ([CLERK], "and her name?", "what is Ann Lee’s name?"),
        ([UNION], "what does the firm pay?", "what does the firm pay?"),
        ([ATTACKERS], "what did the company say?", "what did the company say?"),
        (
            [DIRECTOR],
            "does the inspector believe that?",
            "does the inspector believe that the gates were opened at once?",
        ),
        ([REEFS], "is it true?", "is it true?"),
        ([REEFS], "what else is known?", "As for Nils Holm, what else is known?"),
        ([LINES], "how old is the ferry?", "how old is the ferry?"),
        ([CLERK], "who came to take her home?", "who came to take Ann Lee home?"),
        ([SIGNED], "what made her sign?", "what made Ann Lee sign?"),
        ([SIGNED], "what made her brother sign?", "what made Ann Lee’s brother sign?"),
        ([SIGNED], "did anyone give her any presents?", "did anyone give Ann Lee any presents?"),
        ([SIGNED], "had nobody told her she might lose?", "had nobody told Ann Lee she might lose?"),
        ([SIGNED], "oh no. did she complain?", "did Ann Lee complain?"),
        ([SIGNED], "Hm, and how old is she?", "how old is Ann Lee?"),
        (
            [LATE],
            "does the lab confirm that?",
            "does the lab confirm that the boss of the health authority explains that people were informed "
            "so late?",
        ),
        ([SHIP], "is she under pressure?", "is Ann Lee under pressure?"),
        ([VALUER], "what did the letter say?", "what did the letter say?"),
        ([VALUER], "when had he written to the bank?", "when had Nils Holm written to the bank?"),
        ([MET], "did they stay friends?", "did Ann Lee and Nils Holm stay friends?"),
        ([MULLEN], "what did he accuse Pakistan of?", "what did Mike Mullen accuse Pakistan of?"),
        ([MULLEN], "What are his duties?", "What are Mike Mullen’s duties?"),
        ([MULLEN, ACCUSED], "and who rejected that?", "who rejected what Mike Mullen accused Pakistan of?"),
        ([MULLEN, ACCUSED], "when was that?", "when did Mike Mullen accuse Pakistan?"),
        ([MULLEN, ACCUSED], "what else?", "what else did Mike Mullen accuse Pakistan of?"),
        ([EMBASSY, AGENCY], "who attacked it?", "who attacked the U.S. embassy?"),
        ([SPY], "who attacked it?", "who attacked the Kabul mission?"),
        (
            [EMBASSY, NETWORK],
            "once more the embassy: when was it attacked?",
            "when was the U.S. embassy attacked?",
        ),
        ([NETWORK], "where are they?", "where is the Haqqani network?"),
        ([MULLEN], "who leads the network?", "who leads the Haqqani network?"),
        ([MULLEN], "and Kayani?", "who is Kayani?"),
        ([NETWORK], "why won't the army go after them?", "why won't the army go after the Haqqani network?"),
        ([REJECTED], "why?", "why did Pakistan’s government and army reject the allegations?"),
        ([REJECTED], "who else?", "who else rejected the allegations?"),
        ([POSTPONED], "why?", "why was Kayani’s trip postponed?"),
        ([MULLEN, KHAR], "what will she say?", "what will Hina Rabbani Khar say?"),
        ([MULLEN, KHAR], "when does she speak?", "when does Hina Rabbani Khar speak?"),
        ([ATTACKED], "who attacked it?", "who attacked the embassy?"),
        ([POSTED], "who says that?", "who says that the letter to Ann Lee was posted?"),
        ([POSTPONED], "does the army confirm it?", "does the army confirm that Kayani’s trip was postponed?"),
        ([ABROAD], "what is his job?", "what is Nils Holm’s job?"),
        ([ACCUSED, POSTED, ABROAD], "why did he leave it?", "why did Nils Holm leave the country?"),
        ([CONTRADICTED], "who's he?", "who is Nils Holm?"),
        ([CONTRADICTED], "who speaks for him?", "who speaks for Nils Holm?"),
        ([KHAR], "who contradicts her?", "who contradicts Hina Rabbani Khar?"),
        ([WATCHMAN], "what did he do?", "what did the night watchman do?"),
        ([BROTHERS], "where were they?", "where were the brothers?"),
        ([REJECTED], "what's the reason?", "why did Pakistan’s government and army reject the allegations?"),
        ([CONTRADICTED, ANGRY], "what does Ann Lee say to that?", "what does Ann Lee say?"),
        ([KHAR], "and the interior minister, what did he say?", "what did the interior minister say?"),
        ([KHAR], "and the foreign minister, what did she say?", "what did Hina Rabbani Khar say?"),
        ([FARMER], "how big is it?", "how big is Wick?"),
        ([GATES], "who says otherwise?", "who says that the gates were not opened on Saturday?"),
        ([GATES], "who says they weren't?", "who says that the gates were not opened on Saturday?"),
        ([GATES], "does everyone agree on that?", "who denies that the gates were opened on Saturday?"),
        ([GATES], "did she deny it?", "did Ann Lee deny that the gates were opened on Saturday?"),
        ([KEEPERS], "why?", "why did two keepers tell police that the gates stayed shut?"),
        ([MET_EVER], "why does Lee say that?", "why does Lee say that Holm met the bank?"),
        ([PAYING], "did he deny it?", "did Nils Holm deny that Holm took money?"),
        ([SIGNED_WHERE], "who has it?", "who has the savings book?"),
        ([GATES], "who did it?", "who did it?"),
        ([GATES], "who says so?", "who says that the gates were opened on Saturday?"),
        (
            [KHAR],
            "really?",
            "is it true that Foreign Minister Hina Rabbani Khar is expected to present "
            "Pakistan’s case on Tuesday?",
        ),
        ([DISBANDED], "why was that?", "why did Zappa and the Mothers of Invention disband in late 1969?"),
    ],
)
def test_a_follow_up_is_completed(turns, asked, understood):
    assert completions(asked, turns)[0] == understood


@pytest.mark.parametrize(
    "asked",
    [
        "Who rejected the allegations?",
        "How many people died in the harbour of Wick?",
        "Did the mayor deny that the wall was unsafe?",
        "Did Ann Lee say that she mends boats?",
        "is it true that Norway left the union?",
        "How long did it take to build the bridge?",
        "What did the union say before it called the strike?",
    ],
)
def test_a_question_that_stands_by_itself_stays_as_it_is(asked):
    assert completions(asked, [MULLEN, ACCUSED, REJECTED]) == (asked,)


def test_a_he_is_no_woman_and_an_it_is_nobody():
    assert not any("Khar" in one for one in completions("what did he say?", [MULLEN, KHAR]))
    assert not any("Mullen" in one for one in completions("where was it founded?", [MULLEN, KHAR]))


def test_the_question_as_typed_is_a_candidate():
    for asked in ("what did he accuse Pakistan of?", "why?", "and the army?", "who leads the network?"):
        assert asked in completions(asked, [MULLEN, ACCUSED])


def test_what_an_attack_is_spoken_of_on_is_meant_though_another_name_finds_more():
    found = {"who attacked the ISI intelligence agency?": 2.6, "who attacked the Kabul mission?": 2.0}
    assert complete("who attacked it?", [SPY], lambda one: found.get(one, 2.2)) == list(found)[1]


def test_nobody_says_a_thing():
    for asked in ("and who said that?", "who says this?"):
        for turn in (SPY, MULLEN, EMBASSY):
            assert not any(
                "who said the" in one or "who says the" in one for one in completions(asked, [turn])
            )


def test_a_part_of_the_last_question_is_replaced_and_the_search_chooses_which():
    found = completions("and the army?", [MULLEN, ACCUSED])
    accused, accusing = "what did Mike Mullen accuse the army of?", "what did the army accuse Pakistan of?"
    assert {accused, accusing} < set(found)
    for best in (accused, accusing):
        assert complete("and the army?", [MULLEN, ACCUSED], best.__eq__) == best


def test_turns_may_be_given_as_they_were_typed():
    turns = [MULLEN, ("what did he accuse Pakistan of?", ACCUSED[1])]
    assert completions("what else?", turns)[0] == "what else did Mike Mullen accuse Pakistan of?"


def test_where_nothing_else_may_be_meant_nothing_is_searched_for():
    def never(question):
        raise AssertionError(question)

    assert complete("Who leads Norway?", [MULLEN], never) == "Who leads Norway?"
    assert complete("what did he say?", [], never) == "what did he say?"


texts = st.text(st.sampled_from("he it they that the army why and Mullen’s ?.“”\n 1é").map(str), max_size=40)


@given(texts, st.lists(st.tuples(texts, texts), max_size=4))
def test_any_text_is_its_own_candidate_once(asked, turns):
    found = completions(asked, turns)
    assert " ".join(asked.split()) in found
    assert len(set(found)) == len(found)


def test_only_what_goes_on_is_asked_of_the_topic():
    assert completions("who was hurt?", [MULLEN]) == ("who was hurt?",)
    assert completions("what else is known?", [MULLEN])[0] == "As for Mike Mullen, what else is known?"


@pytest.mark.parametrize(
    "asked",
    [
        "How many civilians have died in Norway since it joined the war?",
        "What does Norway say keeps its army busy?",
        "Who is the director of the museum?",
        "How many railway employees will lose their jobs when the line closes?",
        "Who wrote this article?",
        "Which relatives of his does Ivan Hale speak of?",
    ],
)
def test_what_a_question_names_itself_is_not_looked_for_in_the_turns(asked):
    assert completions(asked, [MULLEN, ACCUSED, REJECTED]) == (asked,)


def test_few_words_that_are_found_with_ease_do_not_make_a_question_whole():
    asked = "what did he say?"
    assert complete(asked, [MULLEN], lambda one: 9.0 if one == asked else 0.1) == "what did Mike Mullen say?"


def test_whom_a_question_called_he_is_no_she():
    turns = [
        ("Where did Captain Berg land the plane?", "Captain Berg landed it near Wick."),
        ("Who was his first officer?", "Lucja Srednicka was the first officer of Berg."),
    ]
    assert not any("Berg old" in one or "was Berg" in one for one in completions("how old was she?", turns))
    assert completions("how old was she?", turns)[0] == "how old was Lucja Srednicka?"


def test_an_army_of_a_country_is_not_its_people():
    turns = [("Who is accused?", "The minister accuses the Pakistani army’s powerful spy agency of treason.")]
    found = completions("how many people does it have?", turns)
    assert not any("the Pakistani have" in one for one in found)


def test_two_pronouns_of_a_question_are_not_the_same():
    found = completions("did he go and see her?", [("Who met Ann Lee?", "Captain Berg met Ann Lee in May.")])
    assert found[0] == "did Berg go and see Ann Lee?"
    assert not any(one.count("Berg") > 1 or one.count("Ann Lee") > 1 for one in found)


def test_where_the_topic_changed_what_was_spoken_of_before_counts_little():
    before = [MULLEN, ACCUSED, ("Who leads Ostrava Steel?", "Nils Holm leads Ostrava Steel.")]
    assert completions("where does he live?", before)[0] == "where does Nils Holm live?"


def test_for_whom_a_pronoun_of_the_answer_stands_is_who_was_asked_for():
    turn = Said(
        "Who sent Captain Lund a card every year?",
        "He sent me one until he died.",
        "He",
        told_of=("Nils Holm",),
    )
    (best, *_) = ranked("where did he live?", [turn])
    assert best.question == "where did Nils Holm live?"


def test_the_article_tells_that_a_name_is_a_towns():
    said = ("who rejected the claims?", "The ferry company of Vellmar rejected the claims.")
    (best, *_) = ranked("what did he say?", [Said(*said)])
    assert best.question == "what did Vellmar say?"
    (best, *_) = ranked("what did he say?", [Said(*said, kinds=(("Vellmar", "place"),))])
    assert "did Vellmar" not in best.question


def test_who_is_called_so_is_spoken_of_where_the_skipper_is():
    turns = [
        Said(
            "when were the cracks reported?", "Tilde Maarsen, an inspector, told it. Maarsen did so in May."
        ),
        Said("when did the skipper report them?", "A skipper, Maud Ellering, refused to sail in June."),
    ]
    (best, *_) = ranked("how much does she want?", turns)
    assert best.question == "how much does Maud Ellering want?"
