// Exports: FROZEN_EN. The frozen test of the guard, English apps: written before the lexicon was tuned and never looked into afterwards. Notation: notation.ts.
export const FROZEN_EN = String.raw`
@ Brookline Bank | com.brookline.mobile | plain | en
= Pay a bill
t City Water & Sewer
t Amount due $84.20
r Pay from | Checking ••2210 :: none
r Payment history | Last 12 months :: none
b Pay $84.20 :: payment
b Cancel :: none
= Move money
t From Savings to Anna Berg
f Amount #amount_field
f Memo #memo
b Transfer now :: transfer
= Review transfer
t To Anna Berg
t $250.00
t Arrives tomorrow
b Confirm :: transfer
b Go back :: none
= Home
r Checking ••2210 | $3,204.11 :: none
r Statements & documents :: none
r Wire money abroad | Fees apply :: transfer
r Transfer history :: none
x Accounts :: none
x Cards :: none
x Offers :: none
=? Withdraw $400?
t The money leaves your savings account today.
b Not now :: none
b Withdraw :: transfer
= Security
r Change PIN :: account-change
r Trusted devices :: none
s Use fingerprint to sign in
b Sign out :: account-change
= Sign on
f Username #user :: none @type=anna
p Password :: credential @type=x
b Sign on :: credential
r Forgot username? :: none
@ Payfold | com.payfold.wallet | compose | en
= Send
t Balance $412.00
f Name, @tag or phone #to
f $0 #amount
b Send $50 :: transfer
b Request :: none
= Wallet
b Add cash :: payment
b Cash out :: transfer
r Activity :: none
r Gift cards :: none
i Scan #scan_qr :: none
=? Cash out to your bank?
t $412.00 to Checking ••2210
b Cancel :: none
b Yes, cash out :: transfer
= Repay loan
t Remaining $900.00
b Repay $100 :: transfer
b Repayment schedule :: none
= Send to Marco
t You are sending money to a friend
b Send money :: transfer
b Remit to India :: transfer
= Link a bank
t Choose your bank
b Link bank account :: account-change
r How linking works :: none
@ Larder | com.larder.groceries | rn | en
= Basket
r Oat milk | $3.49 :: none
r Sourdough | $5.10 :: none
t Subtotal $8.59
b Proceed to checkout :: payment
i Remove item #remove_item :: delete
b Add to cart :: none
= Checkout
t Delivery address
r 12 Test Road :: none
r Delivery time | Today 18:00 :: none
c I agree to substitutions policy terms :: legal-consent
t Total $12.40
b Place order :: payment
= Order summary
t Order total
t $12.40
b Continue :: payment
= Orders
r Order #2041 | Delivered :: none
r Order #1988 | Cancelled :: none
b Buy again :: payment
b Track order :: none
= Thank you
t Your order has been placed
t Total $12.40
b Done :: none
=? Cancel this order?
t It has not been packed yet.
b Keep order :: none
b Cancel order :: account-change
= Larder Plus
t $9.99 per month after the trial
b Start free trial :: payment
b Subscribe for $99/year :: payment
r Cancel membership :: account-change
= Tip your courier
b $2.00 :: payment
b $4.00 :: payment
b No tip :: none
@ Rook Chess | io.rook.chess | flutter | en
= Game over
b Play again :: none
b Rematch :: none
b Share result :: none
= Shop
b Buy 500 coins :: payment
b $4.99 :: payment
b Unlock premium :: payment
b Watch ad :: none
= Tutorial
t Send your knight forward to attack
b Next :: none
b Skip :: none
=? Quit game?
t Your progress is saved.
b Stay :: none
b Quit :: none
=? Reset all progress?
t Every level and coin will be lost. This cannot be undone.
b Cancel :: none
b Reset :: delete
@ Pigeon | chat.pigeon.app | plain | en
= Dana Whitfield
m please pay me back for lunch :: none
m Call me when you can :: none
m delete the old photos, will you? :: none
i Back #back :: none
i  #fab_call :: call
i Video call #video :: call
f Message #composer :: none @type=Hello there
i Send #send_button :: send-message
i Attach #attach :: none
= Dana Whitfield info
b Voice call :: call
b Block :: none
r Media, links and docs :: none
r Clear chat :: delete
r Export chat :: export-data
r Mute notifications :: none
= Share live location
t Friends see where you are for 1 hour
b Share live location :: share-location
b Send your current location :: share-location
r Nearby places :: none
=? Delete message?
t It will be removed for all people in this chat.
b Delete for everyone :: delete
b Delete for me :: delete
b Cancel :: none
= Forward to
r Mum :: none
i Forward #forward_confirm :: send-message
= Menu for message
r Reply :: send-message
r Forward :: send-message
r Copy :: none
r Unsend :: none
r Star :: none
= Chats
r Dana Whitfield | Send me the file please | 12:04 :: none
r Book club | Post your pick here! | Yesterday :: none
r Archived :: none
x Chats :: none
x Calls :: none
= Account
r Change number :: account-change
r Delete my account :: account-change,delete
r Request account info :: none
r Linked devices :: none
= Group call
b Start group call :: call
b Join video call :: call
b Hang up :: none
=? Send 3 photos to Dana?
t They are sent in full quality.
b OK :: send-message
b Cancel :: none
@ Quill Mail | net.quill.mail | web | en
= New message
f To #to :: none @type=anna@example.org
f Subject #subject
f Compose email #body
b Send :: send-message
b Save draft :: none
b Discard draft :: delete
= Inbox
r Maria Lopez | Pay your invoice now | Hello, attached is | 09:12 :: none
r City Library | Delete scheduled for tonight | Mon :: none
i Compose #compose :: none
= Read
b Reply all :: send-message
b Forward :: send-message
i Move to trash #delete :: delete
i Archive #archive :: none
= Folders
r Inbox :: none
r Sent :: none
r Deleted items :: none
r Trash :: none
r Outbox :: none
=? Empty trash?
t 214 conversations will be permanently deleted.
b Empty trash :: delete
b Keep :: none
=? Message sent
t Your message has been sent to Anna.
b OK :: none
= Scheduled
b Send now :: send-message
b Send anyway :: send-message
b Send later :: send-message
@ Perch | social.perch.android | compose | en
= New post
f What's new? #post_text
b Post :: publish
b Save as draft :: none
= Feed
r Posts you missed :: none
i Comment #comment :: publish
i Like #like :: none
i Repost #repost :: publish
x Home :: none
x Notifications :: none
= Comments (24)
f Add a comment #comment_box :: none @type=Nice
b Post comment :: publish
r Most relevant :: none
= New story
b Share to story :: publish
b Your story :: publish
= New reel
f Write a caption #caption
b Share :: publish
= Live
b Go live :: publish
b Live chat rules :: none
= Write a review
t How was the Blue Door Café?
b Submit review :: publish
b Publish :: publish
=? Publish your profile?
t It becomes visible to everyone on the web.
b Not now :: none
b Yes :: publish
= Settings
r Deactivate account :: account-change
r Download your data :: export-data
r Privacy policy :: none
r Switch account :: account-change
r Post Office near you :: none
= Report
b Submit report :: none
=? Tweet this?
b Tweet :: publish
b Cancel :: none
@ Dialer | com.harbor.dialer | plain | en
= Keypad
k
t 555 0142
i dial #dialpad_call_button :: call
i backspace #backspace :: none
= Recents
r Oscar Lind | Mobile, 3 min ago :: none
i Call Oscar Lind #call_back :: call
r Call settings :: none
x Favorites :: none
x Recents :: none
x Contacts :: none
= Oscar Lind
b Call mobile :: call
b Text :: none
r Call history :: none
i Delete contact #delete_contact :: delete
b Redial :: call
= Emergency
b Emergency call :: call
b SOS :: call
r Medical information :: none
=? Call 911?
t You are about to place a call to emergency services.
b Cancel :: none
b Yes :: call
= Incoming call
b Answer :: call
b Decline :: none
@ Files by Moss | org.moss.files | plain | en
= Downloads
r report.pdf | 2 MB | Mar 3 :: none @long_press
i Delete #action_delete :: delete
i Share #action_share :: none
i More options #overflow :: none
= Trash
r old.zip | 30 days left :: none
b Restore :: none
b Empty bin :: delete
= Storage
b Clear cache :: delete
b Format SD card :: delete
r Internal storage | 40 GB free :: none
r Transfer files over USB | File transfer, Android Auto :: none
=? Move 3 items to bin?
b Cancel :: none
b Move to bin :: delete
=? Permanently delete?
t You can't restore these files later.
b Delete :: delete
b Cancel :: none
= Share
b Upload to Drive :: export-data
b Upload :: export-data
r Send via Bluetooth :: export-data
b Export as ZIP :: export-data
r Copy link :: none
=? Upload failed
t The file could not be uploaded.
b OK :: none
@ Permission dialog | com.android.permissioncontroller | plain | en
=? Allow Larder to access this device's location?
b While using the app #permission_allow_foreground_only_button :: grant-permission
b Only this time #permission_allow_one_time_button :: grant-permission
b Don't allow #permission_deny_button :: none
=? Allow Perch to take pictures and record video?
b While using the app :: grant-permission
b Only this time :: grant-permission
b Deny :: none
=? Allow Pigeon to send you notifications?
b Allow #permission_allow_button :: grant-permission
b Don’t allow #permission_deny_button :: none
= App permissions
r Camera | Not allowed :: none
r Microphone | Not allowed :: none
= Camera permission
c Allow only while using the app :: grant-permission
c Ask every time :: none
c Don't allow :: none
= Location permission
c Allow all the time :: grant-permission
b Allow all :: grant-permission
@ Wander | org.wander.fit | rn | en
= Before we start
t Wander needs access to your contacts to find friends.
b Continue :: grant-permission
b Maybe later :: none
= Stay up to date
b Turn on notifications :: grant-permission
b Enable location access :: grant-permission
b Skip for now :: none
= Privacy
s Location sharing :: share-location
s Share my location with friends :: share-location
s Dark mode :: none
r Stop sharing location :: none
= Live track
b Start sharing my location :: share-location
b Share trip status :: share-location
b Share ETA :: share-location
b Pause :: none
=? Share your location?
t Kim will see where you are until you turn this off.
b Share :: share-location
b Not now :: none
=? Let Kim see your location
t Share live location for 8 hours?
b OK :: share-location
b Cancel :: none
= Route ended
b Share your feedback :: none
b Save activity :: none
= Find friends
b Send my location :: share-location
b Share current location :: share-location
b Share location :: share-location
@ App Bay | com.appbay.store | compose | en
= Photo Lab
b Install :: install
t 4.6 stars
r About this app :: none
r Ratings and reviews :: none
= Updates available
b Update all :: install
t Update available
b Update :: install
r Installed apps :: none
= Manage apps
b Uninstall :: delete
b Open :: none
= Paint Pro
b $2.99 :: payment
b Get :: install
b Install on more devices :: install
=? Update Countersign?
t A new version is ready to install.
b Download and install :: install
b Later :: none
= System update
t Version 15 is ready
b Install now :: install
b Restart and update :: install
r Installation history :: none
@ Package installer | com.samsung.android.packageinstaller | plain | en
=? Photo Lab
t Do you want to install this app?
b Cancel :: none
b Install #ok_button :: install
=? Photo Lab
t Do you want to update this app?
b Update :: install
=? Photo Lab
t App installed.
b Done :: none
b Open :: none
=? Photo Lab
t Do you want to uninstall this app?
b Cancel :: none
b OK :: delete
=? Blocked by Protect
t This app was built for an older version of Android.
b Install anyway :: install
b Don't install :: none
@ Settings | com.fern.settings | plain | en
= System
r Developer options | USB debugging, OEM unlocking :: settings-security
r System update :: none
r Reset options :: none
r Languages :: none
= Security
r Screen lock | PIN :: settings-security
r Device admin apps | None active :: settings-security
r Find My Device :: none
r Install unknown apps :: settings-security
r Encryption & credentials :: settings-security
= Network
r Wi-Fi | Fern-5G :: none
s VPN :: settings-security
r Private DNS | Automatic :: settings-security
s Mobile data :: none
= Developer options
s USB debugging | Debug mode when USB is connected :: settings-security
s OEM unlocking :: settings-security
s Stay awake :: none
= Unknown apps
s Allow from this source :: settings-security
=? Allow USB debugging?
t The computer's RSA key fingerprint is 9A:11
b Allow :: settings-security
b Cancel :: none
=? Turn off Play Protect?
t Your device will no longer be scanned for harmful apps.
b Turn off :: settings-security
b Keep on :: none
= Reset
r Erase all data (factory reset) :: delete
b Erase everything :: delete
r Reset network settings :: delete
= Passwords
r Saved passwords :: none
r Password manager | 4 accounts :: none
= Display
r Brightness level :: none
s Dark theme :: none
r Screen timeout :: none
= Lock
b Remove screen lock :: settings-security
b Turn off 2-step verification :: settings-security
@ Key Safe | com.keysafe.vault | flutter | en
= Unlock vault
p Master password :: credential @type=x
b Unlock :: credential
b Use fingerprint :: credential
= example.org
b Copy password :: credential
b Show password :: credential
b Edit :: none
= Log in
f Email #email :: none @type=a@b.c
f One-time code #otp :: credential @type=123456
b Log in :: credential
b Continue with Google :: credential
b Send code :: credential
b Resend code :: credential
= Verify it's you
t We sent a 6-digit code to •••• 42
f Code #code :: credential @type=<secret:otp>
b Verify :: credential
b Continue as Anna :: credential
= Add card
f Card number #card :: credential @type=4111
f CVV #cvv :: credential @type=123
f Name on card #name :: none @type=Anna
b Add card :: account-change
f Promo code #promo :: none @type=SAVE
=? Sign in to continue?
b Sign in :: credential
b Cancel :: none
= Create account
b Sign in with Apple :: credential
b Create passkey :: credential
= Profile
b Change email address :: account-change
b Reset password :: account-change
b Unlink phone number :: account-change
b Close account :: account-change
b Log out :: account-change
r Sign-in activity :: none
=? Password too short
t It must have at least 8 characters.
b OK :: none
@ Clinic Desk | org.clinicdesk.patient | plain | en
= Book a visit
t Dr. Ines Ortiz, 12 June 09:30
b Confirm appointment :: account-change
b Choose another time :: none
= My visits
r 12 June 09:30 | Dr. Ines Ortiz :: none
b Cancel appointment :: account-change
b Directions :: none
=? Cancel booking?
t Your slot goes to somebody else.
b Yes :: account-change
b No :: none
= Consent form
c I have read and understood the information above :: legal-consent
c I consent to treatment :: legal-consent
b Sign document :: legal-consent
b Download form :: none
= Records
b Export health records :: export-data
b Download my data :: export-data
b Share with my doctor :: export-data
r Lab results :: none
= Call clinic
b Call clinic :: call
b Start video visit :: call
@ Cast Room | tv.castroom.app | web | en
= Meeting
b Share screen :: export-data
b Start broadcast :: export-data
b Mute :: none
b Leave :: none
b Cast screen :: export-data
=? Start recording or casting with Cast Room?
t Everything on your screen will be visible to the app.
b Start now :: export-data
b Cancel :: none
= Backup
b Back up now :: export-data
b Export contacts :: export-data
r Last backup | Monday :: none
= Welcome
t By tapping Continue you agree to our Terms of Service
b Agree and continue :: legal-consent
b Read the terms :: none
r Privacy policy :: none
= Cookies
b Accept all :: legal-consent
b Reject all :: none
b Manage choices :: none
= Terms of Service
b I agree :: legal-consent
b I accept the terms :: legal-consent
b Decline :: none
=? Updated terms
t Please review our updated Privacy Policy and Terms.
b Accept :: legal-consent
b Not now :: none
= Licence
b Accept licence agreement :: legal-consent
c I agree to the Terms and Privacy Policy :: legal-consent
c Send me news and offers :: none
= Age check
c I am over 18 and accept the rules :: legal-consent
=? End user license agreement
t Read it all before you go on.
b Agree :: legal-consent
b Disagree :: none
`;
