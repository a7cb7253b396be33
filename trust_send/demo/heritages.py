"""Whose children are they? Backgrounds with the names, census ethnicity and first language that go with them."""

from collections.abc import Mapping
from dataclasses import dataclass

from trust_send.demo import forenames
from trust_send.demo.forenames import names

PAKISTANI_SURNAMES = names(
    "Hussain Khan Ahmed Mahmood Iqbal Malik Shah Akhtar Aziz Rafiq Mirza Butt Chaudhry Sheikh Riaz"
)
BANGLADESHI_SURNAMES = names(
    "Begum Islam Rahman Uddin Miah Ali Hossain Chowdhury Khatun Alam Haque Karim Sultana Ullah"
)
SOMALI_SURNAMES = names("Abdi Hassan Mohamed Warsame Farah Jama Yusuf Omar Nur Osman Aden Hersi Elmi Duale")
ARABIC_SURNAMES = names(
    """Farouk Rahal Haddad Khoury Nasser Al-Masri Saleh Mansour Hamdan Darwish Qasim Ibrahim Najjar Sabbagh Aziz
    Shaheen Zaki Barakat"""
)
KURDISH_SURNAMES = names("Rashid Karim Aziz Hama Salih Amin Hassan Mustafa Rasul Qadir Sharif Ismail")
CHINESE_SURNAMES = names("Chen Wang Li Zhang Liu Chan Wong Lam Cheung Leung Ho Ng Lau Yip Tang Huang")
UKRAINIAN_SURNAMES = names(
    """Shevchenko Kovalenko Bondarenko Tkachenko Kravchenko Oliinyk Moroz Marchenko Lysenko Savchenko Rudenko
    Petrenko Klymenko Pavlenko"""
)
CARIBBEAN_SURNAMES = names(
    "Campbell Grant Williams Brown Francis Gordon Bailey Clarke Morgan Reid Powell Thompson Lewis"
)
SIKH_AND_HINDU_SURNAMES = names("Gill Kaur Singh Patel Sharma Mistry Shah Joshi Desai Nair Menon Rao Dhillon Sandhu")


@dataclass(frozen=True, slots=True)
class Heritage:
    """One background. Surnames come from a list of our own or from a Faker locale."""

    key: str
    girls: list[str]
    boys: list[str]
    ethnicities: Mapping[str, float]
    language: str
    surnames: tuple[str, ...] = ()
    faker_locale: str = ""


def _h(
    key: str,
    girls: list[str],
    boys: list[str],
    ethnicities: Mapping[str, float],
    language: str,
    source: str | list[str],
) -> Heritage:
    if isinstance(source, str):
        return Heritage(key, girls, boys, ethnicities, language, faker_locale=source)
    return Heritage(key, girls, boys, ethnicities, language, surnames=tuple(source))


n = forenames
WHITE_BRITISH = {"WBRI": 96, "WIRI": 0.6, "MOTH": 1.4, "NOBT": 2}
MIXED = {"MWBC": 35, "MWAS": 30, "MWBA": 15, "MOTH": 20}
HERITAGES = {
    one.key: one
    for one in (
        _h("british", n.BRITISH_GIRLS, n.BRITISH_BOYS, WHITE_BRITISH, "English", "en_GB"),
        _h("mixed", n.BRITISH_GIRLS, n.BRITISH_BOYS, MIXED, "English", "en_GB"),
        _h("traveller", n.BRITISH_GIRLS, n.BRITISH_BOYS, {"WROM": 70, "WIRT": 30}, "English", "en_GB"),
        _h("caribbean", n.CARIBBEAN_GIRLS, n.CARIBBEAN_BOYS, {"BCRB": 85, "BOTH": 15}, "English", CARIBBEAN_SURNAMES),
        _h("polish", n.POLISH_GIRLS, n.POLISH_BOYS, {"WOTH": 100}, "Polish", "pl_PL"),
        _h("romanian", n.ROMANIAN_GIRLS, n.ROMANIAN_BOYS, {"WOTH": 92, "WROM": 8}, "Romanian", "ro_RO"),
        _h("ukrainian", n.UKRAINIAN_GIRLS, n.UKRAINIAN_BOYS, {"WOTH": 100}, "Ukrainian", UKRAINIAN_SURNAMES),
        _h("portuguese", n.PORTUGUESE_GIRLS, n.PORTUGUESE_BOYS, {"WOTH": 85, "OOTH": 15}, "Portuguese", "pt_PT"),
        _h("turkish", n.TURKISH_GIRLS, n.TURKISH_BOYS, {"WOTH": 60, "OOTH": 40}, "Turkish", "tr_TR"),
        _h("kurdish", n.KURDISH_GIRLS, n.KURDISH_BOYS, {"OOTH": 100}, "Kurdish", KURDISH_SURNAMES),
        _h("arabic", n.MUSLIM_GIRLS, n.MUSLIM_BOYS, {"OOTH": 90, "BAFR": 10}, "Arabic", ARABIC_SURNAMES),
        _h("algerian", n.MUSLIM_GIRLS, n.MUSLIM_BOYS, {"OOTH": 100}, "French", "fr_DZ"),
        _h("pakistani", n.MUSLIM_GIRLS, n.MUSLIM_BOYS, {"APKN": 97, "MWAS": 3}, "Urdu", PAKISTANI_SURNAMES),
        _h("bangladeshi", n.MUSLIM_GIRLS, n.MUSLIM_BOYS, {"ABAN": 100}, "Bengali", BANGLADESHI_SURNAMES),
        _h("indian", n.INDIAN_GIRLS, n.INDIAN_BOYS, {"AIND": 100}, "Gujarati", SIKH_AND_HINDU_SURNAMES),
        _h("malayali", n.INDIAN_GIRLS, n.INDIAN_BOYS, {"AIND": 100}, "Malayalam", "en_IN"),
        _h("somali", n.MUSLIM_GIRLS, n.MUSLIM_BOYS, {"BAFR": 100}, "Somali", SOMALI_SURNAMES),
        _h("nigerian", n.NIGERIAN_GIRLS, n.NIGERIAN_BOYS, {"BAFR": 95, "MWBA": 5}, "Yoruba", "yo_NG"),
        _h("ghanaian", n.GHANAIAN_GIRLS, n.GHANAIAN_BOYS, {"BAFR": 100}, "Akan", "tw_GH"),
        _h("chinese", n.CHINESE_GIRLS, n.CHINESE_BOYS, {"CHNE": 92, "MWAS": 8}, "Chinese", CHINESE_SURNAMES),
    )
}  # fmt: skip

# Among pupils whose first language is not English.
WITH_ANOTHER_LANGUAGE = {
    "polish": 17, "romanian": 12, "malayali": 9, "arabic": 9, "ukrainian": 7, "portuguese": 6, "pakistani": 6,
    "bangladeshi": 6, "nigerian": 5, "turkish": 4, "kurdish": 5, "chinese": 5, "indian": 4, "somali": 3, "ghanaian": 2,
    "algerian": 2,
}  # fmt: skip

# Among pupils whose first language is English, where few families came from abroad, and where many did.
WITH_ENGLISH = {
    "few": {
        "british": 94.5, "mixed": 3.5, "traveller": 0.5, "indian": 0.5, "caribbean": 0.4, "nigerian": 0.3,
        "chinese": 0.3,
    },
    "many": {
        "british": 78, "mixed": 9, "traveller": 0.5, "indian": 3, "caribbean": 3, "nigerian": 2.5, "pakistani": 2,
        "ghanaian": 1, "chinese": 1,
    },
}  # fmt: skip
