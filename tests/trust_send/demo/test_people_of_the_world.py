"""The people of the made-up world: who teaches, who leads, whose family, and whom the guide speaks of."""

from collections import Counter, defaultdict

from tests.trust_send.demo.worlds import TODAY, in_force, on_roll, status_of


def test_every_child_of_today_has_one_class(world):
    for trust in world.trusts:
        kinds = {group.key: group.kind for group in trust.groups}
        classes = Counter(row.pupil for row in in_force(trust.group_members) if kinds[row.group] == "registration")
        assert set(classes) == set(on_roll(trust))
        assert set(classes.values()) == {1}
        names = Counter((group.school, group.kind, group.name) for group in trust.groups if group.ends_on is None)
        assert names.most_common(1)[0][1] == 1
        sizes = Counter(row.group for row in in_force(trust.group_members))
        assert max(size for group, size in sizes.items() if kinds[group] == "registration") <= 32


def test_every_class_and_set_has_a_teacher_and_every_school_its_people(world):
    for trust in world.trusts:
        taken = {row.group for row in trust.group_staff}
        assert taken == {group.key for group in trust.groups if group.ends_on is None}
        roles = defaultdict(set)
        for post in in_force(trust.posts):
            roles[post.school].add(post.role)
        assert {"trustlead", "data", "trustee", "hublead"} <= roles[None]
        for school in trust.schools:
            assert {"headteacher", "senco", "dsl", "data", "governor", "teacher"} <= roles[school.key], school.key


def test_one_senco_serves_two_schools_and_one_person_two_trusts(world):
    tidewell, marlow = world.trusts
    sencos = Counter(post.person for post in in_force(tidewell.posts) if post.role == "senco")
    assert max(sencos.values()) == 2
    both = {post.person for post in in_force(tidewell.posts)} & {post.person for post in in_force(marlow.posts)}
    assert both == {"joanna.pike@marlowvale.example"}


def test_families_of_children_with_send(tidewell):
    codes = status_of(tidewell)
    linked = {link.pupil for link in tidewell.family_links}
    assert sum(codes[pupil] != "N" for pupil in linked) >= 200
    schools = {pupil.key: pupil.school for pupil in tidewell.pupils}
    children = defaultdict(set)
    for link in tidewell.family_links:
        children[link.person].add(schools[link.pupil])
    assert any(len(where) == 2 for where in children.values())
    assert {link.relationship for link in tidewell.family_links} == {
        "mother",
        "father",
        "carer",
        "foster",
        "grand",
        "self",
    }


def test_everyone_who_sees_a_child_is_a_verified_contact_of_it(tidewell):
    links = {(link.pupil, link.contact): link for link in tidewell.contact_links}
    for account in tidewell.family_links:
        if account.relationship != "self":
            link = links[account.pupil, account.person]
            assert link.verified_on <= account.starts_on and link.restriction == "none"
            assert link.has_parental_responsibility or link.lives_with


def test_some_households_live_apart_and_one_father_is_kept_away(tidewell):
    homes = {person.key: (person.address, person.postcode) for person in tidewell.contacts}
    apart = [link for link in tidewell.contact_links if not link.lives_with and link.restriction == "none"]
    assert len(apart) >= 5
    for link in apart:
        others = [one for one in tidewell.contact_links if one.pupil == link.pupil and one.lives_with]
        assert others and all(homes[one.contact] != homes[link.contact] for one in others)
    (kept_away,) = [link for link in tidewell.contact_links if link.restriction != "none"]
    assert kept_away.restriction == "nocontact" and kept_away.order_reference and kept_away.source == "file"
    assert not any(account.person == kept_away.contact for account in tidewell.family_links)


def test_the_people_of_the_guide(world):
    tidewell = world.trusts[0]
    noah = next(pupil for pupil in tidewell.pupils if pupil.legal_surname == "Hartley" and pupil.school == "fernhollow")
    assert (noah.forename, noah.year_group, noah.class_name) == ("Noah", "4", "4B")
    needs = sorted((row.rank, row.need_type) for row in in_force(tidewell.needs) if row.pupil == noah.key)
    assert needs == [(1, "SLCN"), (2, "SPLD")]
    assert status_of(tidewell)[noah.key] == "K"
    people = [
        f"{world.people[link.person].given_name} {link.relationship}"
        for link in tidewell.family_links
        if link.pupil == noah.key
    ]
    assert sorted(people) == ["Daniel father", "Eve mother", "Noah self"]
    codes = status_of(tidewell)
    in_4b = [row.pupil for row in in_force(tidewell.group_members) if row.group == "fernhollow/registration/4B"]
    assert len(in_4b) == 29
    assert sum(codes[pupil] != "N" for pupil in in_4b) == 8
    fernhollow = tidewell.school("fernhollow")
    assert (fernhollow.size, fernhollow.sen_support, fernhollow.ehc_plan) == (418, 49, 12)


def test_personas_are_people_with_the_role_they_say(world):
    by_trust = {trust.key: trust for trust in world.trusts}
    assert {"AM", "GO", "RN", "BO", "MS", "CM", "HM", "EH", "NH", "DF"} <= {one.initials for one in world.personas}
    for one in world.personas:
        trust = by_trust[one.trust]
        person = world.people[one.email]
        assert one.name == f"{person.given_name} {person.family_name}"
        assert one.email.endswith(".example")
        assert person.key in trust.members()
        if one.role == "parent":
            assert any(link.person == person.key and link.relationship != "self" for link in trust.family_links)
        elif one.role == "pupil":
            assert any(link.person == person.key and link.relationship == "self" for link in trust.family_links)
        elif one.role == "professional":
            assert any(lending.person == person.key and lending.ends_on > TODAY for lending in trust.lendings)
        else:
            assert any(post.person == person.key and post.role == one.role for post in in_force(trust.posts))


def test_addresses_lead_nowhere_and_belong_to_one_person(world):
    addresses = [person.email for person in world.people.values()]
    assert len(addresses) == len(set(addresses))
    assert all(address.endswith(".example") and address.isascii() and " " not in address for address in addresses)
