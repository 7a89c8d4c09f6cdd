"""Articles that exist in English too, by the key of the Vietnamese one."""

from portal.demo.stories import Translation

TRANSLATIONS: tuple[Translation, ...] = (
    Translation(
        key="tinh-mot-nen-tang",
        title="Province, districts and communes now share one web platform",
        summary="Every site is laid out the same way: things to do at the top, news below, address and hotline at the foot.",
        caption="Editors of the communes of Chau Thanh District at a training session.",
        body="""
From this week, the provincial portal and the sites of districts, communes and townships run on one platform. Each keeps its own host name, colours and editors, but information stands in the same place. Whoever knows the site of their commune will find their way around the portal of the province.

## What readers gain

- Frequent tasks are on the first screen: file papers, follow them, send feedback, find a telephone number.
- Search understands Vietnamese without accents: “tam vu” finds Tầm Vu Township.
- Text can be enlarged, and a high-contrast mode helps people with low vision.
- Every site has an English version of its basic pages.

## What staff gain

A commune's editor needs only a browser to write, choose a picture and send an article for approval. The approver sees it at the width of a telephone before it goes out. Earlier versions are kept, so a mistake can be undone in a minute.

> Every commune used to have a different site, and whoever moved had to start again. Now half a day of training is enough. | An editor at the training session

More sessions follow, two people from each commune. Please send suggestions to the address on the Contact page.
""",
    ),
    Translation(
        key="tinh-ket-noi-vung",
        title="Regional roads keep to schedule in the dry season",
        summary="The dry season is the time to build. Project owners publish weekly figures on the site of the district concerned.",
        caption="Bridges decide the schedule of many routes.",
        body="""
Long An lies between Ho Chi Minh City and the Mekong Delta. Good roads bring farm goods to market faster and help factories find workers, so regional routes, among them the ring-road sections that cross the province, come first for funds and materials.

## Figures every week

Each Friday, project owners send three numbers: work done, land handed over, days behind plan. The district's site publishes them unchanged, with the telephone number of the person in charge.

Households with land inside a project can see compensation plans at the commune office and in village halls. They may check the map, compare areas and ask for a new survey.

## Getting around during the works

- Diversions must have lights and signs before a site is fenced.
- Lorries do not run when pupils go to or leave school.
- Stretches through villages are watered at least twice a day against dust.

Please report safety problems to the provincial hotline or through the feedback system.
""",
    ),
    Translation(
        key="tinh-nong-san",
        title="Where to buy the produce of each district",
        summary="Chau Thanh dragon fruit, Ben Luc seedless lime, Cho Dao fragrant rice, Thanh Hoa yam: lists say who grows and who sells.",
        caption="Produce at a district market.",
        body="""
Buyers from afar often ask one simple question: where do I get the real thing? Districts now list the cooperatives and packing houses that have a planting-area code or a registered mark, and publish the list on their sites.

Each entry gives name, telephone, season and the amount available this week. Producers update it themselves; the district checks every quarter and removes those no longer active.

## What is in season

- Dragon fruit: main season April to September, off-season under lamps from October to March.
- Seedless lime: almost all year.
- Yam: the first months of the year.
- Cho Dao fragrant rice: one crop, harvested shortly before the Lunar New Year.

> Some call for two boxes for the family, some for a lorry load. When the week's amount is written down, nobody wastes a call. | A cooperative in Chau Thanh

To be listed, contact the agriculture office of your district with your registration and pictures of the place of production.
""",
    ),
    Translation(
        key="ct-so-thu-tu",
        title="Book a number at home and be called on arrival",
        summary="The district's Public Administration Centre takes bookings online. Those who book have a counter of their own.",
        caption="Three counters of the centre.",
        body="""
Waiting is what people complain about most at the Public Administration Centre of Chau Thanh District. Since the beginning of this month the centre has been trying something new: book ahead, come on time, be called at once.

You choose a procedure and one of eight time slots and leave a telephone number. A message returns your number and a list of the papers to bring. After 15 minutes the number goes to somebody else, but your papers are still accepted that day.

## The first two weeks

- 312 bookings, most of them about land.
- Average wait of those who booked: 6 minutes.
- One in ten did not come.

People without a smartphone take a number at the machine as before; staff in the hall help.

> I booked for nine and sat at the counter at five past. I used to take half a day off for this. | A resident of Tam Vu Township

After three months the centre will publish its figures and decide whether to open more booking counters.
""",
    ),
    Translation(
        key="ct-hop-truc-tuyen",
        title="Sixteen rooms, one meeting: half a day of travel saved",
        summary="Chau Thanh District has 16 rooms equipped for video meetings, linking the district with its 12 communes and its township.",
        caption="All sixteen places on one screen.",
        body="""
On {e}, the monthly meeting of Chau Thanh District began at eight and was over before half past nine. Nobody had to travel. Twelve communes, the township and three rooms at the district took part from 16 places.

For the farthest communes a meeting used to take half a day with the journey. Now staff go back to their desks when it ends, and people who come to see them find them there.

## What makes a meeting on a screen work

1. Papers are sent a day ahead and not read out.
1. Nobody speaks longer than five minutes.
1. Conclusions are typed during the meeting and sent 30 minutes later.
1. Whatever needs talking over with residents still happens in person.

The government's data network reaches every office of the district and every commune, so picture and sound are steady.
""",
    ),
    Translation(
        key="tpl-ky-nang-so",
        title="Digital skills training for 13 community teams",
        summary="One session, half lesson and half role play: one plays an elderly neighbour, the other the helper.",
        caption="Learners practise on laptops.",
        body="""
On {e}, Thanh Phu Long Commune trained the members of its community digital teams in three things: helping people file papers, spotting fraud, and paying online.

The role play was new. One person plays an elderly neighbour with poor eyes and ears. The other must explain without touching the telephone. Whoever speaks too fast is reminded by the whole class.

## After the session

1. Each team receives a list of 20 families who need help.
1. Every family is visited at least once within 30 days.
1. Questions without an answer go to the commune each Friday.

! phone | Help at home: people do it with their own hands.

Frequent questions will become guides under Online public services on this site.
""",
    ),
)
