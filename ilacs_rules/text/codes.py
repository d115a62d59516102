"""Every diagnostic code, once. A code is never reused; each has its page in `docs/codes/`.

E is an error, W a warning, N a note. The hundreds say where it is found: 1 reading the file, 2 the sentence of a
rule, 3 names and types, 4 decision tables, 5 requirements and time, 6 the policy as a whole, 7 cases, 8 examples and
guarantees, 9 what a program gives.
"""

from enum import StrEnum


class Code(StrEnum):
    """A stable identifier of one kind of finding."""

    # 1 reading the file
    UNREADABLE_FILE = "E101"
    WRONG_ENCODING = "E102"
    FILE_TOO_LARGE = "E103"
    TOO_DEEP = "E104"
    YAML_SYNTAX = "E105"
    TAB = "E106"
    DUPLICATE_KEY = "E107"
    YAML_SPECIAL = "E108"  # a tag, an anchor, an alias, `<<`, `? key`, more than one document
    EMPTY_VALUE = "E109"
    UNKNOWN_KEY = "E110"
    MISSING_KEY = "E111"
    WRONG_SHAPE = "E112"  # a list where a text is expected, and the like
    COMMA_IN_BRACES = "E113"
    SPACE_AFTER_COLON = "E114"
    BAD_NAME = "E115"
    BAD_DATE = "E116"
    NO_SUCH_DAY = "E117"
    BAD_NUMBER = "E118"
    BAD_WORD = "E119"  # a value that is not one of a fixed list (strength, hit policy, …)
    FILE_NAME_AND_DATE = "E120"
    COMMENT_CUTS = "W121"
    TOO_MANY = "E122"
    NOT_COMMITTED = "E123"
    TOO_MUCH_TO_REVIEW = "E124"

    # 2 the sentence of a rule
    SYNTAX = "E201"
    UNIT_EXPECTED = "E202"
    AFTER_EXPECTED = "E203"
    COUNT_SPAN_EXPECTED = "E204"
    BEGINS_WITH_SIGN = "E205"
    AND_WITH_OR = "E206"
    ODD_CHARACTER = "E207"
    TOO_LONG = "E208"

    # 3 names and types
    UNKNOWN_NAME = "E301"
    UNKNOWN_VALUE = "E302"
    UNKNOWN_EVENT = "E303"
    UNKNOWN_FIELD = "E304"
    NOT_A_CONDITION = "E305"
    WRONG_TYPE = "E306"
    DURATION_KINDS = "E307"
    NOT_ORDERED = "E308"
    EVENT_NOT_DAY = "E309"
    KEPT_WORD_IN_NAME = "E310"
    DECLARED_TWICE = "E311"
    KEPT_WORD_DECLARED = "E312"
    CYCLE = "E313"
    UNKNOWN_TYPE = "E314"
    NUMBER_NOT_DURATION = "E315"
    TWO_READINGS = "E316"

    # 4 decision tables
    TABLE_SHAPE = "E401"
    CELL = "E402"
    ROWS_OVERLAP = "E403"
    TABLE_GAP = "E404"
    ROW_UNREACHABLE = "W405"
    NOT_ANALYSED = "N406"
    TWO_ROWS_MATCH = "E407"  # at run time
    NO_ROW_MATCHES = "E408"  # at run time
    OUTPUTS_DIFFER = "E409"  # at run time, hit policy any

    # 5 requirements and time
    UNKNOWN_REQUIREMENT = "E501"
    NOTHING_TO_AMEND = "E502"
    ENDS_BEFORE_START = "E503"
    UNKNOWN_CALENDAR = "E504"
    NOT_A_COUNT = "E505"
    TOO_OFTEN = "E509"
    NO_EFFECT = "W510"
    DUTIES_DROPPED = "W511"
    VALUE_TAKEN_OUT = "W512"
    PHASES_DIFFER = "E513"
    COUNTED_FROM_ANOTHER = "W514"
    PERIODS_OVERLAP = "W515"

    # 55 what could be read more easily, or is easily read wrongly
    COULD_BE_UNIQUE = "W551"
    CATCH_ALL_ROW = "W552"
    NESTED = "W553"
    TWICE_NO = "W554"
    UNEXPLAINED_NUMBER = "W555"
    NAMES_NEARLY_ALIKE = "W556"
    LONG_SENTENCE = "W557"
    ASSUMPTION_KEPT = "W558"
    SET_ASIDE_IN_VAIN = "W559"

    # 6 the policy as a whole
    UNKNOWN_SOURCE = "E601"
    UNCITED_SOURCE = "W602"
    UNUSED_DEFINITION = "W603"
    NO_SOURCE = "W604"
    NO_VERSION_IN_FORCE = "E605"
    VERSIONS_OVERLAP = "E606"
    GAP_IN_FORCE = "W607"
    NOTHING_TO_KEEP = "E608"
    UNKNOWN_PARAGRAPH = "E609"
    PARAGRAPH_DROPPED = "W610"
    NO_STATUS = "E611"
    VERSION_BYPASSED = "W612"
    PLACEHOLDER = "W613"
    PUBLISHED_LATE = "N614"

    # 7 cases
    CASE_SHAPE = "E701"
    RAGGED_ROW = "E702"
    CASE_UNKNOWN_EVENT = "E703"
    CASE_VALUE = "E704"
    CASE_DATE = "E705"
    EVENT_ENDS_BEFORE_START = "E706"
    EVENTS_CONTRADICT = "E707"
    CASE_UNKNOWN_NAME = "E708"
    MAPPING = "E709"
    NO_END = "W710"
    COLUMN_IGNORED = "N711"
    DUPLICATE_EVENT = "W712"
    CASE_LEFT_OUT = "W713"
    CASE_NOT_JOINED = "W714"
    ROWS_LEFT_OUT = "N715"
    CASE_NAMES_ALIKE = "E716"
    FILE_PASSED_OVER = "W717"
    EVENT_BEFORE_CREATED = "W718"
    OF_OTHER_CASES = "N719"
    RECORD_ENDS_BEFORE_IT_BEGINS = "E720"
    RECORD_ENDED_LONG_BEFORE = "W721"
    NO_EVENT_IN_TABLE = "W722"
    EVENT_AFTER_ENDED = "W723"
    ENDS_BEFORE_CREATED = "E724"
    TOO_FEW_WAITS = "W725"
    WORK_CALENDAR = "E726"
    RECORDED_TOO_EARLY = "E727"
    OTHER_CASE_NOT_THERE = "W728"

    # 8 examples and guarantees
    EXAMPLE_FAILS = "E801"
    GUARANTEE_BROKEN = "E802"
    GUARANTEE_NOT_ANALYSED = "N803"
    EXAMPLE_SHAPE = "E804"
    GUARANTEE_OF_DATA = "N805"
    EXAMPLE_CHANGES = "W806"
    NOTHING_CHANGES = "W807"
    CHANGE_UNTRIED = "N808"
    CHANGE_UNSOURCED = "N809"

    # 9 what a program gives
    ARGUMENT = "E901"
    WORKER_ENDED = "E902"
