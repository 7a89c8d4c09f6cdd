"""Procedures that exist in English too, by their code. Forms and field stay those of the Vietnamese."""

from portal.demo.records import FREE, Case, Law, Paper, Price, Record, Way
from portal.procedures.enums import Audience, Channel, FeeKind, ServiceMode

JUSTICE = "Ministry of Justice"
COMMUNE = "People's Committee of the commune"
CIVIL_STATUS_LAW = Law("60/2014/QH13", "Law on Civil Status", "2014-11-20")
CIVIL_STATUS_DECREE = Law("123/2015/NĐ-CP", "Decree detailing the Law on Civil Status", "2015-11-15")
PEOPLE = (Audience.CITIZEN, Audience.OVERSEAS)

RECORDS: tuple[Record, ...] = (
    Record(
        code="1.001193",
        name="Registering a birth",
        field="ho-tich",
        decision="first",
        ministry=JUSTICE,
        agency=COMMUNE,
        audiences=PEOPLE,
        keywords=("birth certificate", "newborn"),
        description="A newborn child is entered in the register and gets its birth certificate, the first paper of a life.",
        ways=(
            Way(
                Channel.IN_PERSON,
                "1",
                (FREE, Price(None, "After 60 days: as set by the province.")),
                "After 3 p.m.: ready the next morning.",
            ),
            Way(
                Channel.ONLINE,
                "1",
                (FREE,),
                "The certificate comes to the counter or by post, as you choose.",
            ),
            Way(Channel.POST, "1", (FREE,), "Counted from the day the envelope arrives."),
        ),
        cases=(
            Case(
                (
                    Paper("Birth registration form", "to-khai-khai-sinh.docx"),
                    Paper("Notice of birth"),
                    Paper("Your identity card", is_shown_only=True),
                )
            ),
            Case(
                (Paper("Statement of two witnesses, or a written declaration of the birth"),),
                "In case of a birth at home without a notice",
            ),
            Case(
                (Paper("Letter of authorisation"),), "In case of filing for somebody who is no close relative"
            ),
        ),
        steps=(
            "The parents agree on the child's name, ethnic group and home town and fill in the form.",
            "Hand in the form and the notice of birth at the one-stop desk of the commune where either parent lives.",
            "The clerk reads every entry back; mistakes are mended on the spot.",
            "The chair of the commune signs; you sign the register and take the certificate with the child's personal number.",
        ),
        requirements="Register within 60 days of the birth. Later is possible, for a small charge.",
        results=("Birth certificate (original)",),
        laws=(CIVIL_STATUS_LAW, CIVIL_STATUS_DECREE),
    ),
    Record(
        code="1.000894",
        name="Registering a marriage",
        field="ho-tich",
        decision="first",
        ministry=JUSTICE,
        agency=COMMUNE,
        audiences=PEOPLE,
        keywords=("marriage certificate", "wedding"),
        ways=(
            Way(Channel.IN_PERSON, "1", (FREE,), "Up to 5 working days when something must be verified."),
            Way(Channel.ONLINE, "1", (FREE,), "File online; on the day of signing both must be present."),
        ),
        cases=(
            Case(
                (
                    Paper("Marriage registration form, one for both", "to-khai-ket-hon.docx"),
                    Paper("Identity cards of both", is_shown_only=True),
                )
            ),
            Case(
                (Paper("Certificate of marital status from the commune of residence"),),
                "In case one partner lives in another commune",
            ),
            Case(
                (Paper("Final court decision on the divorce", originals=0, copies=1),),
                "In case of an earlier divorce",
            ),
        ),
        steps=(
            "Choose the commune where one of you lives and fill in one form together.",
            "File together at the desk, or online and agree on a day for signing.",
            "Both sign the register before the clerk; each of you gets an original of the certificate.",
        ),
        requirements=(
            "The man is at least 20, the woman at least 18 years old.\nBoth are willing and neither is married.\n"
            "You are not related in direct line or within three generations."
        ),
        results=("Marriage certificate (2 originals)",),
        laws=(
            Law("52/2014/QH13", "Law on Marriage and Family", "2014-06-19"),
            CIVIL_STATUS_LAW,
            CIVIL_STATUS_DECREE,
        ),
    ),
    Record(
        code="2.000815",
        name="Certifying a copy of an original document",
        field="chung-thuc",
        decision="first",
        ministry=JUSTICE,
        agency=COMMUNE,
        audiences=(Audience.CITIZEN, Audience.FOREIGNER, Audience.ORGANISATION, Audience.ENTERPRISE),
        mode=ServiceMode.INFORMATION,
        keywords=("certified copy", "notarised copy"),
        ways=(
            Way(
                Channel.IN_PERSON,
                "1",
                (
                    Price(
                        "2000",
                        "From the third page on 1,000 đồng a page, at most 200,000 đồng a copy.",
                        FeeKind.FEE,
                        "page",
                    ),
                ),
                "While you wait. Many copies or many pages are ready the day after.",
            ),
        ),
        cases=(
            Case(
                (
                    Paper("The original document", is_shown_only=True),
                    Paper("A photocopy; the desk makes one if you have none", originals=0, copies=1),
                )
            ),
        ),
        steps=(
            "Bring the original to any commune, not only your own.",
            "The clerk compares the copy with the original page by page.",
            "Pay, take the stamped copy and your original home.",
        ),
        requirements="The original is legible, unaltered and uncut. Documents marked secret cannot be copied.",
        results=("Certified copy",),
        laws=(
            Law("23/2015/NĐ-CP", "Decree on certified copies, signatures and contracts", "2015-02-16"),
            Law("226/2016/TT-BTC", "Circular on certification fees", "2016-11-11"),
        ),
    ),
    Record(
        code="1.004194",
        name="Registering temporary residence",
        field="cu-tru",
        decision="second",
        ministry="Ministry of Public Security",
        agency="Police of the commune",
        keywords=("temporary residence", "renting a room"),
        ways=(
            Way(Channel.IN_PERSON, "3", (Price("15000", per_unit="filing"),)),
            Way(Channel.ONLINE, "3", (Price("7000", per_unit="filing"),)),
        ),
        cases=(
            Case(
                (
                    Paper("Form for a change of residence", "to-khai-cu-tru.docx"),
                    Paper("Rental contract or papers of the house", originals=0, copies=1),
                )
            ),
        ),
        steps=(
            "Ask your landlord first: many send one list for all their rooms.",
            "Send the form online or hand it in at the police station of the commune where you stay.",
            "You get a notice. It holds for 2 years; renew it 15 days before it ends.",
        ),
        requirements="You stay outside your home commune for 30 days or longer, for work, study or otherwise.",
        results=("Notice of temporary residence",),
        laws=(
            Law("68/2020/QH14", "Law on Residence", "2020-11-13"),
            Law("75/2022/TT-BTC", "Circular on charges for registering residence", "2022-12-22"),
        ),
    ),
)
