"""The fields of a child that a file can bring, what each is called in exports, and how its values are read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a file can say about a child."""

    name: str
    label: str
    kind: str  # which reader in `values` takes its cells
    synonyms: tuple[str, ...]  # the surest first: of two columns for one field the earlier name wins
    compared: bool = True  # whether a known child's value is compared and changed
    repeats: bool = False  # whether several columns may bring it


def _field(name: str, label: str, kind: str, synonyms: str, *, compared: bool = True, repeats: bool = False) -> Field:
    words = tuple(word.strip() for word in synonyms.split("·"))
    return Field(name, label, kind, words, compared=compared, repeats=repeats)


def _flag(name: str, label: str, synonyms: str) -> Field:
    return _field(name, label, "flag", synonyms)


_ALL = (
    _field("upn", "UPN", "upn", "UPN · Unique Pupil Number · UPN Number · Current UPN"),
    _field("former_upn", "Former UPN", "upn", "Former UPN · Previous UPN · Old UPN"),
    _field("admission_number", "Admission number", "text",
           "Admission Number · Admission No · Adm No · Admission Num · AdNo · Admissions Number · Adm Number"),
    _field("legal_surname", "Legal surname", "name",
           "Legal Surname · Legal Last Name · Legal Family Name · Surname · Last Name · Family Name"),
    _field("legal_forename", "Legal forename", "name",
           "Legal Forename · Legal First Name · Legal Given Name · Forename · First Name · Given Name · Forenames"),
    _field("preferred_surname", "Preferred surname", "name",
           "Preferred Surname · Preferred Last Name · Preferred Family Name · Chosen Surname"),
    _field("preferred_forename", "Preferred forename", "name",
           "Preferred Forename · Preferred First Name · Preferred Given Name · Preferred Name · Known As"
           " · Chosen Name"),
    _field("full_name", "Name", "full name",
           "Surname Forename · Full Name · Legal Full Name · Name · Legal Name · Pupil · Student · Learner",
           compared=False),
    _field("date_of_birth", "Date of birth", "birth date",
           "Date of Birth · DOB · Birth Date · D.O.B. · Born · Birthdate"),
    _field("sex", "Sex", "sex", "Legal Sex · Sex · Gender · Legal Gender · Sex Code"),
    _field("year_group", "Year group", "year",
           "NC Year Actual · NCyearActual · Year taught in · NC Year · National Curriculum Year · Actual NC Year"
           " · Year Group · Curriculum Year · Year · Yr · Yr Group · Year Code · NCY · NC Yr · Year Grp · Yr Gp"),
    _field("registration_group", "Class", "text",
           "Registration Group · Reg Group · Registration Form · Reg Form · Reg · Registration Class · Tutor Group"
           " · Form Group · Form · Class · Class Name · Form Name · Registration Form Name · Reg Grp · Tutor"),
    _field("sen_status", "SEN status", "status",
           "SEN Provision · SEN Status · SEN Status Code · SEN Provision Code · SEN Stage · SEN Code · SEND Status"
           " · Current SEN Status · SEND Provision · SEND Stage · SEND Code · SEN Provision Type · SEN Register"
           " · SEN Register Status · SEN Stage Description · SEN Status Description"
           " · SEN Category · SEN Level · SEN · SEND · Code"),
    _field("sen_since", "SEN status since", "past date",
           "SEN Start Date · SEN Status Start Date · SEN Provision Start Date · SEN Date · SEN Status Date · Date added"
           " · SEN Since", compared=False),
    _field("needs", "Needs", "needs",
           "SEN Need Type · SEN Type · SEN Needs · SEN Need · SEND Needs · SEN Need Code · SEN Type Code · Need Type"
           " · Primary Need · Primary SEN Need · Primary SEN Type · SEN Primary Need · Main Need · Main SEN Need"
           " · Primary Area of Need · Primary Type of Need · SEN Primary Type · Type of Need · SEN Need Types"
           " · Secondary Need · Secondary SEN Need · Secondary SEN Type · SEN Secondary Need · Needs · Need"
           " · Area of Need",
           compared=False, repeats=True),
    _field("need_rank", "Rank of need", "rank",
           "SEN Type Rank · SEN Type Ranking · SEN Need Rank · SEN Need Ranking · Need Rank · Ranking · Rank"
           " · Need Ranking · SEN Rank", compared=False),
    _flag("fsm", "Free school meals",
          "FSM Eligible · Free School Meals · FSM · FSM Eligibility · Eligible for FSM · Free Meals · Free School Meal"
          " · Eligible for free school meals · Free School Meals Eligible · Currently FSM"),
    _flag("fsm_ever6", "Free school meals in the last six years",
          "FSM Ever 6 · Ever 6 FSM · FSM6 · Ever 6 · Ever6 · EverFSM6 · Free School Meals Ever 6 · FSM in last 6 years"
          " · Ever 6 Free School Meals"),
    _flag("pupil_premium", "Pupil premium",
          "Pupil Premium · Pupil Premium Indicator · PP Indicator · PP · Pupil Premium Eligible · PP Eligible"
          " · Pupil Premium Recipient · Premium Pupil Indicator · Disadvantaged · Eligible for Pupil Premium"),
    _flag("looked_after", "Looked after",
          "Looked After · In Care · LAC · In LEA Care · In LA Care · CLA · Looked After Child · Child Looked After"
          " · Currently In Care · In Care Status"),
    _flag("ever_looked_after", "Was looked after",
          "Ever Looked After · Ever in Care · Previously Looked After · PLAC · Previously In Care · Post LAC"
           " · Post-LAC"),
    _flag("eal", "English as an additional language",
          "EAL · English as an Additional Language · English Additional Language · EAL Status · EAL Indicator"),
    _flag("service_child", "Service family",
          "Service Child · Service Children in Education · Service Children · Service Family · Service Child Indicator"
          " · Service Children Indicator · Parent in Armed Forces"),
    _flag("young_carer", "Young carer", "Young Carer · Young Carer Indicator · Is Young Carer · Young Carers"),
    _flag("sen_unit", "Place in a SEN unit",
          "SEN Unit Indicator · SENunitIndicator · SEN Unit · Member of SEN Unit · In SEN Unit · SEN Unit Member"),
    _flag("resourced_provision", "Place in resourced provision",
          "Resourced Provision Indicator · ResourcedProvisionIndicator · Resourced Provision · In Resourced Provision"),
    _field("ethnicity", "Ethnicity", "ethnicity",
           "Ethnicity Code · Ethnicity · Ethnic Code · Ethnic Group · Ethnic Origin · Ethnic Background"),
    _field("first_language", "First language", "text",
           "First Language · First Language Code · Home Language · Mother Tongue · Language"),
    _field("enrolment_kind", "Registered as", "enrolment",
           "Enrolment Status · Enrollment Status · Enrol Status · EnrolStatus · Enrolment Type · Registration Type"
           " · Enrolment"),
    _field("starts_on", "First day here", "any date",
           "Admission Date · Date of Admission · Entry Date · Enrolment Date · Start Date · School Start Date · DOA"
           " · Date Joined · Joining Date · Enrolment Start Date · Enrolment Start · Start of Enrolment",
           compared=False),
    _field("left_on", "Last day here", "any date",
           "Leaving Date · Date of Leaving · Leave Date · Date Left · DOL · Left On · School Leaving Date · Leaver Date"
           " · Enrolment End Date"),
    _field("school_urn", "School URN", "digits", "URN · School URN · Establishment URN", compared=False),
    _field("school_laestab", "DfE number of the school", "digits",
           "LAESTAB · DfE Number · DfE No · DfES Number · School DfE Number · LEA Estab · Establishment Number DfE"
           " · School LAESTAB", compared=False),
    _field("school_name", "School", "text",
           "School · School Name · Establishment · Establishment Name", compared=False),
)  # fmt: skip

FIELDS: dict[str, Field] = {field.name: field for field in _ALL}
OWN_STATUS = "own_status"
"""Stands among the values of a row beside its SEN status: what the school calls it. No column of its own brings it."""
OWN_STATUS_LABEL = "The school’s own name for the status"
IDENTITY = ("upn", "admission_number", "legal_surname", "legal_forename", "full_name", "date_of_birth")
