"""Everything that can go wrong on purpose, as one tree.

BriefdeskError
├── UserError            the message is for the reader, shown as it is: it names the thing and the way out
│   ├── SettingsError    a setting that is unknown, or has a value that cannot be
│   ├── Refusal          something that cannot become an article, and why
│   ├── NotAllowed       something that this person may not do here
│   ├── NotFound         no article, conversation or brief of that name
│   └── DeskUnavailable  the data folder cannot be opened, read or written
│       └── DeskBusy     another program is writing there: wait, and try again
├── Overtaken            the shelf has changed since it was read: read it again
├── ServiceError         something outside failed: shown, with "try again"
│   ├── KeyRefused       the model server does not accept the key
│   ├── QuotaSpent       the account has no credit left
│   ├── RateLimited      too many requests at the moment
│   ├── ModelUnknown     the server has no model of that name
│   └── Unreachable      no connection, a time-out, a broken stream
└── BadReply             the model answered, but not with what was asked for
    └── ModelRefused     the model declined to answer

Anything else that is raised is a bug and must surface.
"""


class BriefdeskError(Exception):
    """The root of the tree. Never raised itself."""


class UserError(BriefdeskError):
    """The reader can mend it; the message says how."""


class SettingsError(UserError):
    """A setting that is unknown, or has a value that cannot be."""


class Refusal(UserError):
    """Something that cannot become an article. The message is the reason."""


class NotAllowed(UserError):
    """Something that this person may not do here."""


class NotFound(UserError):
    """No article, conversation or brief of that name."""


class DeskUnavailable(UserError):
    """The data folder cannot be opened, read or written."""


class DeskBusy(DeskUnavailable):
    """Another program is writing there; trying again helps once it is done."""


class Overtaken(BriefdeskError):
    """The shelf has changed since it was read: read it again. Nothing was kept."""


class ServiceError(BriefdeskError):
    """Something outside failed; trying again may help."""


class KeyRefused(ServiceError):
    """The model server does not accept the key."""


class QuotaSpent(ServiceError):
    """The account has no credit left."""


class RateLimited(ServiceError):
    """Too many requests at the moment."""


class ModelUnknown(ServiceError):
    """The server has no model of that name."""


class Unreachable(ServiceError):
    """No connection, a time-out, or a stream that broke off."""


class BadReply(BriefdeskError):
    """The model answered, but not with what was asked for."""


class ModelRefused(BadReply):
    """The model declined to answer."""
