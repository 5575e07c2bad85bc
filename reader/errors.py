"""Every error that leaves a room of this program, as one tree.

    ReaderError
    ├── BadInputError            what was sent cannot be used; sending it again will not help
    │   ├── MalformedError           not JSON, not UTF-8, a wrong field
    │   ├── InvalidTextError         NUL, lone surrogates
    │   ├── BodyTooLargeError        more bytes than one request may carry
    │   ├── ArticleTooLongError      more characters than one article may have
    │   ├── NothingToReadError       no word in it
    │   ├── UnknownVoiceError        no such voice here
    │   ├── UnknownSentenceError     a recording has no such sentence
    │   ├── UnknownSiteError         no such site here
    │   ├── NotAcceptedError         not from that page, or not in that form
    │   ├── KeyRefusedError          no key of the site, or one that no longer holds
    │   ├── WordRefusedError         no word of a lexicon
    │   └── PageRefusedError         an address that is not a page of a site here
    ├── NotFoundError            no such recording
    │   ├── NotReadyError            it is known, but its audio is not finished
    │   └── NotOfferedError          it is known, but not made in that format here
    ├── UnavailableError         try again later
    │   ├── BusyError                more work is queued than can be done soon
    │   ├── LimitedError             as much was asked for as may be, for now
    │   │   ├── TooManyError             new articles, in this minute
    │   │   └── OverBudgetError          characters for this site, today
    │   └── PageUnavailableError     a site's page could not be had
    │       └── PageGoneError            it is not there any more
    ├── EngineError              a voice could not speak
    │   ├── EngineMissingError       not installed, or no model
    │   ├── EngineBusyError          asked to wait: 429, overloaded
    │   ├── EngineRefusedError       will not speak this, whatever is tried
    │   └── EngineBrokenError        crashed, hung, or gave something that is no speech
    └── SettingsError            the program was set up wrongly; names every mistake

Each class has a stable `code` for programs and Vietnamese `words` for the listener; the
exception's own message is the detail for the log and never leaves the machine. Which HTTP
status an error has is known to `reader/web/errors.py` alone.
"""

from typing import ClassVar


class ReaderError(Exception):
    """Base of the tree."""

    code: ClassVar[str] = "internal"
    words: ClassVar[str] = "Máy đọc gặp lỗi. Xin thử lại sau."


class BadInputError(ReaderError):
    """What was sent cannot be used."""

    code = "bad-input"
    words = "Yêu cầu không hợp lệ."


class MalformedError(BadInputError):
    """Raised for a body that is no JSON, no UTF-8, or has a wrong field.

    `field` is where, as a JSON pointer ("/blocks/3/kind"), or None: its sender may be told.
    """

    code = "malformed"
    words = "Dữ liệu gửi lên không đúng định dạng."

    def __init__(self, detail: str, field: str | None = None) -> None:
        super().__init__(detail)
        self.field = field


class InvalidTextError(BadInputError):
    """Raised for text holding NUL or lone surrogates, which no page shows."""

    code = "invalid-text"
    words = "Văn bản có ký tự không hợp lệ."


class BodyTooLargeError(BadInputError):
    """Raised for a body over the limit, before it is read whole."""

    code = "body-too-large"
    words = "Dữ liệu gửi lên quá lớn."


class ArticleTooLongError(BadInputError):
    """Raised for an article over the limit; it is never cut silently."""

    code = "article-too-long"
    words = "Bài viết quá dài, máy không đọc được."


class NothingToReadError(BadInputError):
    """Raised where not one word would be said."""

    code = "nothing-to-read"
    words = "Bài này không có chữ nào để đọc."


class UnknownSentenceError(BadInputError):
    """Raised for the index of a sentence that a recording does not have."""

    code = "unknown-sentence"
    words = "Bản đọc này không có câu ấy."


class UnknownVoiceError(BadInputError):
    """Raised for a voice that is not on offer here."""

    code = "unknown-voice"
    words = "Không có giọng đọc này."


class UnknownSiteError(BadInputError):
    """Raised for a site that is not listed here."""

    code = "unknown-site"
    words = "Máy đọc không phục vụ trang tin này."


class NotAcceptedError(BadInputError):
    """Raised where a site's article is sent by a foreign page, or in a form the site has ruled out."""

    code = "not-accepted"
    words = "Trang này không được phép gửi bài để đọc."


class KeyRefusedError(BadInputError):
    """Raised where a site's own program does not prove that it is one."""

    code = "key-refused"
    words = "Khóa của trang không đúng hoặc đã hết hạn."


class WordRefusedError(BadInputError):
    """Raised where an editor's word cannot stand in a lexicon."""

    code = "word-refused"
    words = (
        "Chưa ghi được từ này. Ô “Viết” cần ít nhất một chữ cái hoặc chữ số, dài nhất 80 ký tự;"
        " ô “Đọc là” chỉ gồm chữ cái, và # thay cho một số."
    )


class PageRefusedError(BadInputError):
    """Raised for an address that is not fetched; the words never say why, so nobody can probe."""

    code = "page-refused"
    words = "Máy đọc không nhận địa chỉ này."


class NotFoundError(ReaderError):
    """Raised for a key that names no recording."""

    code = "not-found"
    words = "Bài này chưa có bản đọc."


class NotReadyError(NotFoundError):
    """Raised for the finished file of a recording that is still being made."""

    code = "not-ready"
    words = "Bản đọc đang được chuẩn bị, xin chờ một lát."


class NotOfferedError(NotFoundError):
    """Raised for a format that this installation does not make."""

    code = "not-offered"
    words = "Máy đọc không có định dạng âm thanh này."


class UnavailableError(ReaderError):
    """Raised where something this program stands on is away, for now."""

    code = "unavailable"
    words = "Máy đọc tạm nghỉ, xin chờ một lát rồi bấm lại."


class BusyError(UnavailableError):
    """Raised where taking more work would only make everyone wait."""

    code = "busy"
    words = "Nhiều người đang nghe, xin chờ một lát rồi bấm lại."


class LimitedError(UnavailableError):
    """As much was asked for as may be; `wait` is for how many seconds."""

    code = "limited"
    words = "Máy đọc tạm ngừng nhận bài mới, xin thử lại sau."

    def __init__(self, detail: str, wait: int = 60) -> None:
        super().__init__(detail)
        self.wait = wait


class TooManyError(LimitedError):
    """Raised where more new articles are asked for in a minute than may be."""

    code = "too-many"
    words = "Bạn yêu cầu nhiều bài mới quá nhanh, xin chờ một phút rồi bấm lại."


class OverBudgetError(LimitedError):
    """Raised where a site has had read today what it may."""

    code = "over-budget"
    words = "Hôm nay trang này đã hết lượt đọc bài mới, xin quay lại ngày mai."


class PageUnavailableError(UnavailableError):
    """Raised for a page that did not come, or came as something that cannot be read."""

    code = "page-unavailable"
    words = "Máy đọc chưa mở được trang này, xin thử lại sau."


class PageGoneError(PageUnavailableError):
    """Raised for a page that its site says is not there: 404, 410."""

    code = "page-gone"
    words = "Trang này không còn trên trang tin."


class EngineError(ReaderError):
    """A voice could not speak.

    `rest` is for how many seconds nobody should ask this engine again: 0 where it was this line.
    """

    code = "engine"
    words = "Giọng đọc gặp lỗi, xin thử lại sau."

    def __init__(self, detail: str = "", rest: float = 0.0) -> None:
        super().__init__(detail)
        self.rest = rest


class EngineMissingError(EngineError):
    """Raised where an engine or its model is not installed."""

    code = "engine-missing"


class EngineBusyError(EngineError):
    """Raised where an engine asks us to wait."""

    code = "engine-busy"


class EngineRefusedError(EngineError):
    """Raised where an engine will not speak this, whatever is tried."""

    code = "engine-refused"


class EngineBrokenError(EngineError):
    """Raised where an engine crashed, hung, or gave something that is no speech."""

    code = "engine-broken"


class SettingsError(ReaderError):
    """Raised at start, once, with every mistake in the settings."""

    code = "settings"
    words = "Máy đọc được cài đặt chưa đúng."
