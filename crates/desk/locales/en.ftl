skip = To the content
tagline = the desk
other-language = Español
nav-label = Main
nav-start = Start
nav-sources = Sources
nav-people = People
alone = This desk runs without accounts: it answers this machine alone, and only browsers that came by the address on the terminal.
refusal = Veedor watches institutions, never people.
start-title = What is waiting
count-sources = { $count ->
    [one] source
   *[other] sources
}
waiting-undecided = Statements nobody has judged
waiting-without-text = Sources without text
waiting-entities = Entities
waiting-released = Facts that are public
sources-title = Sources
sources-none = There are no sources yet.
source-title = Title
source-kind = Form
source-visibility = Who may see it
source-day = Archived
source-make-public = Make public
source-withhold = Withhold
visibility-public = Public
visibility-withheld = Withheld
visibility-confidential = Confidential
pager-newer = Newer
pager-older = Older
sign-in = Sign in
sign-in-not-right = The name or the password is not right.
sign-in-wait = { $count ->
    [one] Too many attempts. Try again in one second.
   *[other] Too many attempts. Try again in { $count } seconds.
}
sign-in-lost = Forgotten your password? An administrator can make you a new invitation.
sign-in-alone = Open the address that the terminal shows where the desk was started. If you have just done so, load this page again.
sign-out = Sign out
name = Name
password = Password
name-title = Who are you?
name-why = What you decide is kept under this name in the log. It is never published.
name-owed = Write a name of 1 to 600 characters.
name-go = Begin
invitation-title = Welcome
invitation-for = This invitation is for
invitation-go = Set it and sign in
password-new = Choose a password
password-rule = At least 12 characters. A few words that you remember are better than signs that you forget.
password-short = That password is too short or too long: 12 to 1024 characters.
people-title = People
people-caption = Who may come in, and what each may do
people-standing = Standing
people-role = Role
people-act = Access
people-change = Change
people-enable = Let in again
people-disable = Disable
people-invite = Invite somebody
people-invite-go = Make the invitation
people-link = Hand over this link. It is good once, for three days, and is not shown again.
role-reader = Reader
role-contributor = Contributor
role-editor = Editor
role-publisher = Publisher
role-administrator = Administrator
standing-invited = Invited
standing-active = Active
standing-disabled = Disabled
said-saved = Saved.
said-signed-out = You are signed out.
way-start = To the start
failure-forged-title = Not sent from here
failure-forged = What was sent did not come from a page of this desk, or that page was too old. Nothing was changed. Open the page again and repeat.
failure-sign-in-title = Sign in first
failure-sign-in = Your session has ended or has not begun.
failure-forbidden-title = Not yours to do
failure-forbidden = Your role does not allow this. An administrator can change it.
failure-lost-title = Nothing here
failure-lost = There is no page at this address, or no longer.
failure-conflict-title = Changed meanwhile
failure-conflict = Somebody changed this before you, or it can't be done as things stand. Nothing of yours was written over theirs. Look again, then repeat.
failure-large-title = Too large
failure-large = What was sent is larger than this page takes.
failure-broken-title = The desk failed
failure-broken = Something went wrong here, and nothing was changed. What it was stands on the terminal where the desk runs.
failure-malformed-title = Not understood
failure-malformed = What was sent can't be understood.
nav-inbox = Inbox
inbox-title = Inbox
inbox-files = Files: choose them, or drag them onto this page
inbox-bounds = At most { $many } files at once, { $megabytes } MB each.
inbox-send = Bring in
inbox-sending = Sending
inbox-unsent = Not received, send again:
inbox-addresses = Addresses on the web, one a line
inbox-private = Addresses of this machine and of private networks are refused.
inbox-fetch = Fetch
inbox-list = What came in
inbox-nothing = Nothing has come in yet.
inbox-waiting = { $count ->
    [one] waiting
   *[other] waiting
}
inbox-came-in = { $count ->
    [one] in
   *[other] in
}
inbox-did-not = { $count ->
    [one] failed
   *[other] failed
}
inbox-queued = Received, waiting
inbox-reading = Archived, being read
inbox-page = Reading page { $page } of { $of }
inbox-in = In
inbox-done = { $count ->
    [0] In, nothing new proposed
    [one] In, one new proposal
   *[other] In, { $count } new proposals
}
inbox-again-done = { $count ->
    [0] Read again, nothing new
    [one] Read again, one new proposal
   *[other] Read again, { $count } new proposals
}
inbox-no-text = Kept, but without text:
inbox-failed = Not taken in:
inbox-all-sources = Every source
inbox-again = Read again
inbox-again-all = Read every source again
inbox-again-why = Reading again proposes only what is new; what was judged stays judged.
inbox-dismiss = Take off the list
inbox-clear = Clear those that are in
said-received = Received: safe on disk, and waiting to be read.
