"""The statements R1-R71 that policies of this family make, each in its usual wording.

The usual wording is what a document is compared with, so that a reader sees where his own
association departs from it. `words` say the same in ours, Arabic and English; statements that one
sentence carries share their words.
"""

from dataclasses import dataclass
from typing import Final

from wasl.foundation.profile import Words


@dataclass(frozen=True, slots=True)
class UsualStatement:
    """A statement of the family: its number, its section, its usual and its other wordings."""

    requirement: str
    section: str
    usual: str
    words: Words
    others: tuple[str, ...] = ()


STATEMENTS: Final[tuple[UsualStatement, ...]] = (
    UsualStatement(
        "R1",
        "scope",
        "تضع الجمعية السياسات والإجراءات التي تنظم علاقتها بجميع الأطراف من مستفيدين وداعمين ومتطوعين وخلافه",
        {
            "ar": "تنظّم السياسة صلة الجمعية بكل من يتعامل معها: المستفيد والداعم والمتطوع وغيرهم.",
            "en": "The policy orders the association's relation with everyone it deals with: beneficiaries, supporters, volunteers and others.",
        },
        ("السياسات والإجراءات التي تنظم العلاقة مع جميع الأطراف من مستفيدين وداعمين ومتطوعين",),
    ),
    UsualStatement(
        "R2",
        "scope",
        "وتشكل أنظمة العمل والعقود المصدر الأساسي في تحديد حقوق وواجبات المتعاقدين وطريقة أدائها وتبعات التقصير في الأداء وحدود المسؤولية وطريقة تسوية الخلافات التي قد تنشأ من جراء تنفيذ هذه العقود والخدمات بشكل يكفل حماية الأطراف ذات العلاقة مع الجمعية",
        {
            "ar": "تُستمد الحقوق والواجبات وطريقة الأداء وأثر التقصير وحدود المسؤولية وتسوية الخلاف من الأنظمة والعقود المبرمة.",
            "en": "Rights, duties, performance, the effect of default, limits of liability and the settling of disputes follow from the regulations and contracts.",
        },
    ),
    UsualStatement(
        "R3",
        "scope",
        "بما يكفل حقوق الجمعية وكافة هذه الأطراف",
        {
            "ar": "حقوق الجمعية وحقوق كل طرف مصونة على السواء.",
            "en": "The association's rights and those of every party are protected alike.",
        },
    ),
    UsualStatement(
        "R4",
        "scope",
        "وتركز الجمعية على صيغة العلاقات مع المستفيدين وتضع لها أولوية من خلال وضع آلية لتنظيم هذه العلاقة",
        {
            "ar": "للمستفيد الأولوية، وتُضبط العلاقة به بآلية مكتوبة.",
            "en": "Beneficiaries come first, and a written mechanism governs the relation with them.",
        },
    ),
    UsualStatement(
        "R5",
        "scope",
        "مع مراجعتها باستمرار والتعديل عليها وتعميمها بما يكفل حقوق المستفيد",
        {
            "ar": "تُراجَع السياسة وتُعدَّل كلما لزم، ويُعمَّم كل تعديل على المعنيين به.",
            "en": "The policy is reviewed and amended as needed, and every amendment is circulated.",
        },
    ),
    UsualStatement(
        "R6",
        "scope",
        "المستفيد هو من يستفيد من خدمات أو أنشطة الجمعية سواء كانوا أفراد أو أسر أو جهات اعتبارية",
        {
            "ar": "المستفيد فرد أو أسرة أو جهة اعتبارية تنتفع بخدمات الجمعية أو أنشطتها.",
            "en": "A beneficiary is a person, a household or a legal entity that gains from the association's services or activities.",
        },
    ),
    UsualStatement(
        "R7",
        "objectives",
        "للمستفيدين الداخلي أو الخارجي",
        {
            "ar": "الجودة ثقافة كل الأقسام، سواء خدمت مستفيداً من داخل الجمعية أو من خارجها.",
            "en": "Quality is the culture of every department, whether it serves people inside or outside the association.",
        },
    ),
    UsualStatement(
        "R8",
        "scope",
        "تقديم خدمة متميزة للمستفيدين من كافة الشرائح",
        {
            "ar": "الخدمة متاحة لكل الشرائح والفئات دون استثناء.",
            "en": "The service is open to every segment and category.",
        },
    ),
    UsualStatement(
        "R9",
        "document",
        "عنوان السياسة ورقم الإصدار ومالك السياسة والأجهزة الاستشارية",
        {
            "ar": "للوثيقة عنوان ورقم إصدار ومالك وأجهزة استشارية وتواريخ؛ وما تُرك فارغاً عمداً لا يُعدّ ناقصاً.",
            "en": "The document has a title, an issue number, an owner, advisory bodies and dates; what was left blank on purpose is not missing.",
        },
    ),
    UsualStatement(
        "R10",
        "document",
        "تم اعتماد السياسة بقرار مجلس الإدارة رقم في يوم الموافق",
        {
            "ar": "اعتمد مجلس الإدارة السياسة بقرار أو في اجتماع له رقم وتاريخ.",
            "en": "The board adopted the policy by a numbered and dated decision or meeting.",
        },
    ),
    UsualStatement(
        "R11",
        "document",
        "تراجع كل سنة من تاريخ اعتمادها",
        {
            "ar": "تُراجَع السياسة كل عام يمضي على اعتمادها، ولو انتهت المراجعة إلى إبقائها كما هي.",
            "en": "The policy is reviewed each year after its adoption, even when the review leaves it unchanged.",
        },
    ),
    UsualStatement(
        "R12",
        "document",
        "النشر داخلي وخارجي",
        {
            "ar": "تُنشر السياسة للعاملين داخل الجمعية وللناس خارجها.",
            "en": "The policy is published to staff inside and to the public outside.",
        },
    ),
    UsualStatement(
        "R13",
        "document",
        "الاسم الصفة التوقيع",
        {
            "ar": "يوقّع أعضاء المجلس التسعة على الاعتماد، كلٌّ بصفته.",
            "en": "The nine board members sign the adoption, each in his or her capacity.",
        },
    ),
    UsualStatement(
        "R14",
        "document",
        "نقر نحن موظفي الجمعية باطلاعنا على ما جاء في السياسة",
        {
            "ar": "تقرّ كل موظفة كتابةً بأنها اطلعت على السياسة، ومن تلتحق لاحقاً تقرّ بذلك أيضاً.",
            "en": "Every member of staff acknowledges in writing having read the policy, and so does whoever joins later.",
        },
    ),
    UsualStatement(
        "R15",
        "document",
        "ترخيص رقم",
        {
            "ar": "تعمل الجمعية بترخيص له رقم.",
            "en": "The association works under a numbered licence.",
        },
    ),
    UsualStatement(
        "R16",
        "document",
        "رئيس مجلس الإدارة",
        {
            "ar": "يوقّع رئيس مجلس الإدارة على الاعتماد.",
            "en": "The chair of the board signs the adoption.",
        },
    ),
    UsualStatement(
        "R17",
        "goal",
        "بإتقان وسرعة وجودة عالية",
        {
            "ar": "تُؤدى الخدمة بإتقان، وفي وقت قصير، وبجودة عالية.",
            "en": "Service is given with mastery, promptly and to a high quality.",
        },
    ),
    UsualStatement(
        "R18",
        "goal",
        "لإنجاز معاملاتهم",
        {
            "ar": "تُتابَع معاملة المستفيد حتى تنتهي.",
            "en": "A beneficiary's matter is carried through until it is closed.",
        },
    ),
    UsualStatement(
        "R19",
        "goal",
        "ومتابعة متطلباتهم ومقترحاتهم",
        {
            "ar": "تُتابَع متطلبات المستفيدين ومقترحاتهم ويُردّ عليها.",
            "en": "What beneficiaries need and suggest is followed up and answered.",
        },
    ),
    UsualStatement(
        "R20",
        "goal",
        "والعمل على مواصلة التطوير والتحسين التي تتم بالتعاون مع كافة الجهات للوصول إلى تحقيق الأهداف",
        {
            "ar": "تعمل الجمعية مع الجهات الأخرى على التطوير والتحسين.",
            "en": "The association develops and improves together with other bodies.",
        },
    ),
    UsualStatement(
        "R21",
        "goal",
        "والوصول إليهم بأسهل الطرق دون الحاجة إلى طلب المستفيد",
        {
            "ar": "تصل الجمعية إلى المستفيد بأيسر السبل، ولو لم يطلب.",
            "en": "The association reaches people in the easiest way, even before they ask.",
        },
    ),
    UsualStatement(
        "R22",
        "objectives",
        "تقدير حاجة المستفيد وكافة الفئات المستفيدة في الجمعية من خلال تسهيل الإجراءات وحصولهم على كافة الخدمات المطلوبة دون عناء ومشقة",
        {
            "ar": "تُقدَّر حاجة المستفيد، وتُبسَّط الإجراءات حتى ينال حقه دون مشقة.",
            "en": "Needs are appreciated and procedures simplified, so that nobody meets hardship.",
        },
    ),
    UsualStatement(
        "R23",
        "objectives",
        "تقديم الخدمات المتكاملة بأحدث الأساليب الإلكترونية في خدمة المستفيد",
        {
            "ar": "تتكامل الخدمات عبر أحدث الوسائل الإلكترونية.",
            "en": "Services form one whole through the latest electronic means.",
        },
    ),
    UsualStatement(
        "R24",
        "objectives",
        "تقديم المعلومات والإجابات بشكل ملائم بما يتناسب مع تساؤلات المستفيدين واستفساراتهم من خلال عدة قنوات",
        {
            "ar": "يجد السائل المعلومة والجواب المناسب من أكثر من قناة.",
            "en": "Whoever asks finds information and a fitting answer through several channels.",
        },
    ),
    UsualStatement(
        "R25",
        "objectives",
        "تقديم خدمة للمستفيد من موقعه حفاظا لوقته وتقديرا لظروفه",
        {
            "ar": "يُخدم المستفيد حيث هو، حفظاً لوقته وتعجيلاً لحاجته.",
            "en": "Beneficiaries are served where they are, which spares their time and speeds the service.",
        },
    ),
    UsualStatement(
        "R26",
        "objectives",
        "وسرعة إنجاز خدمته",
        {
            "ar": "يُخدم المستفيد حيث هو، حفظاً لوقته وتعجيلاً لحاجته.",
            "en": "Beneficiaries are served where they are, which spares their time and speeds the service.",
        },
    ),
    UsualStatement(
        "R27",
        "objectives",
        "التركيز على عملية قياس رضا المستفيد كوسيلة لرفع جودة الخدمة المقدمة والتحسين المستمر لإجراء تقديم خدمة وأداء مقدم الخدمة",
        {
            "ar": "يُقاس رضا المستفيدين لتحسين الإجراء وأداء من يقدمه.",
            "en": "Satisfaction is measured to improve the procedure and how it is performed.",
        },
    ),
    UsualStatement(
        "R28",
        "objectives",
        "زيادة ثقة وانتماء المستفيدين بالجمعية من خلال تبني أفضل المعايير والممارسات في تقديم الخدمة للمستفيد وذلك عن طريق ما يلي",
        {
            "ar": "تُبنى ثقة المستفيد بالجمعية وانتماؤه إليها بأفضل الممارسات.",
            "en": "Trust in the association and belonging to it are built by the best practices.",
        },
    ),
    UsualStatement(
        "R29",
        "objectives",
        "تصحيح المفاهيم السائدة لدى المستفيد عن الخدمات المقدمة في الجمعية",
        {
            "ar": "تُصحَّح الأفكار الشائعة الخاطئة عن الخدمات.",
            "en": "Common misconceptions about the services are corrected.",
        },
    ),
    UsualStatement(
        "R30",
        "objectives",
        "تكوين انطباعات وقناعات إيجابية جديدة نحو الجمعية وما تقدم من خدمات",
        {
            "ar": "يخرج من يتعامل مع الجمعية بانطباع طيب جديد عنها.",
            "en": "Those who deal with the association leave with a new, good impression.",
        },
    ),
    UsualStatement(
        "R31",
        "objectives",
        "نشر ثقافة تقييم الخدمة لدى المستفيد والتشجيع على ذلك والتأكد على أن تقييم جودة الخدمة حق من حقوق المستفيد حيث أنها أداة للتقويم والتطوير لا للعقاب والتشهير",
        {
            "ar": "تقييم الخدمة حق للمستفيد يُشجَّع عليه، والغاية منه الإصلاح لا معاقبة أحد أو التشهير به.",
            "en": "To evaluate the service is the beneficiary's right and is encouraged; it serves to improve, never to punish or shame.",
        },
    ),
    UsualStatement(
        "R32",
        "objectives",
        "نشر ثقافة جودة الخدمة بين جميع الأقسام التي تقدم خدماتها",
        {
            "ar": "الجودة ثقافة كل الأقسام، سواء خدمت مستفيداً من داخل الجمعية أو من خارجها.",
            "en": "Quality is the culture of every department, whether it serves people inside or outside the association.",
        },
    ),
    UsualStatement(
        "R33",
        "objectives",
        "ابتكار مفاهيم وتقنيات إدارية للارتقاء بمستوى ونوعية الخدمات المقدمة للمستفيد ومحاولة القضاء على معوقات تقديم خدمات ذات جودة عالية وذلك من خلال التطوير والتحسين المستمر للخدمات المقدمة للمستفيد من خلال تلمس آراء المستفيدين",
        {
            "ar": "تُستطلع آراء المستفيدين، وتُبتكر الأساليب، وتُزال العوائق أمام الجودة.",
            "en": "Beneficiaries' opinions are sought, methods renewed and obstacles to quality removed.",
        },
    ),
    UsualStatement(
        "R34",
        "channels",
        "المقابلة",
        {
            "ar": "المقابلة وجهاً لوجه قناة معتمدة، ويُسجَّل ما يدور فيها من طلب وجواب.",
            "en": "Meeting in person is an adopted channel; what is asked and answered is recorded.",
        },
    ),
    UsualStatement(
        "R35",
        "channels",
        "الاتصالات الهاتفية",
        {
            "ar": "الهاتف قناة معتمدة للسؤال والمتابعة وتبليغ الرد.",
            "en": "The telephone is an adopted channel for questions, follow-up and replies.",
        },
    ),
    UsualStatement(
        "R36",
        "channels",
        "وسائل التواصل الاجتماعي",
        {
            "ar": "حسابات الجمعية في وسائل التواصل قناة معتمدة يُردّ عبرها على من يراسلها.",
            "en": "The association's social media accounts are an adopted channel, and those who write there are answered.",
        },
    ),
    UsualStatement(
        "R37",
        "channels",
        "الخطابات",
        {
            "ar": "المكاتبات الواردة والصادرة قناة معتمدة تُقيَّد برقم وتاريخ.",
            "en": "Letters in and out are an adopted channel, each with a number and a date.",
        },
        ("المخاطبة",),
    ),
    UsualStatement(
        "R38",
        "channels",
        "خدمات طلب المساعدة",
        {
            "ar": "لكل محتاج أن يقدّم طلب مساعدة من خلال الخدمة المخصصة لذلك.",
            "en": "Whoever is in need may ask for help through the service made for it.",
        },
    ),
    UsualStatement(
        "R39",
        "channels",
        "خدمة التطوع",
        {
            "ar": "التطوع باب للتواصل مع الجمعية، ويُعامل المتطوع طرفاً له حقوقه.",
            "en": "Volunteering is a way to be in touch, and a volunteer is a party with rights.",
        },
    ),
    UsualStatement(
        "R40",
        "channels",
        "الموقع الإلكتروني للجمعية",
        {
            "ar": "موقع الجمعية قناة معتمدة للتعريف بالخدمات وطلبها ومتابعتها.",
            "en": "The website is an adopted channel to learn about services, ask for them and follow them.",
        },
    ),
    UsualStatement(
        "R41",
        "channels",
        "مندوبو المكاتب الفرعية",
        {
            "ar": "يتولى مندوب الجمعية التواصل مع من يتعذر وصوله إليها.",
            "en": "A delegate of the association reaches those who cannot come to it.",
        },
        (
            "مناديب المكاتب الفرعية",
            "مندوب عن طريق الجمعية",
        ),
    ),
    UsualStatement(
        "R42",
        "tools",
        "اللائحة الأساسية للجمعية",
        {
            "ar": "اللائحة الأساسية في متناول الموظف بنسختها السارية.",
            "en": "The officer has the current basic bylaw at hand.",
        },
    ),
    UsualStatement(
        "R43",
        "tools",
        "دليل خدمات البحث الاجتماعي",
        {
            "ar": "دليل البحث الاجتماعي في متناول الموظف ليجيب منه.",
            "en": "The officer has the social research guide at hand to answer from.",
        },
    ),
    UsualStatement(
        "R44",
        "tools",
        "دليل سياسة الدعم للمستفيدين",
        {
            "ar": "دليل سياسة الدعم في متناول الموظف ليشرح ما تقدمه الجمعية وشروطه.",
            "en": "The officer has the support policy guide at hand to explain what is offered and on what terms.",
        },
    ),
    UsualStatement(
        "R45",
        "tools",
        "طلب دعم مستفيد",
        {
            "ar": "يُقدَّم الطلب على نموذج طلب الدعم المعتمد.",
            "en": "A request is made on the adopted support request form.",
        },
    ),
    UsualStatement(
        "R46",
        "tools",
        "الأدوات المتاحة لموظف علاقات المستفيدين للتواصل مع المستفيدين",
        {
            "ar": "تكون هذه الأدوات بيد من يتولى علاقات المستفيدين.",
            "en": "These tools are held by whoever is in charge of relations with beneficiaries.",
        },
    ),
    UsualStatement(
        "R47",
        "steps",
        "ويتم التعامل مع المستفيد على مختلف المستويات لإنهاء معاملته بالشكل التالي",
        {
            "ar": "يُخدم المستفيد في كل مستوى من مستويات الجمعية حتى تنتهي معاملته.",
            "en": "The beneficiary is served at every level of the association until the matter is closed.",
        },
    ),
    UsualStatement(
        "R48",
        "steps",
        "استقبال المستفيد بلباقة واحترام",
        {
            "ar": "يُستقبل المراجع بلطف، ويُجاب عن كل ما يسأل عنه، ويُعطى ما يحتاج إليه من وقت.",
            "en": "The visitor is received with tact, every question is answered and enough time is given.",
        },
        ("يستقبل الموظف المستفيد بلباقة واحترام",),
    ),
    UsualStatement(
        "R49",
        "steps",
        "والإجابة على جميع الاستفسارات",
        {
            "ar": "يُستقبل المراجع بلطف، ويُجاب عن كل ما يسأل عنه، ويُعطى ما يحتاج إليه من وقت.",
            "en": "The visitor is received with tact, every question is answered and enough time is given.",
        },
    ),
    UsualStatement(
        "R50",
        "steps",
        "وإعطاء المراجع الوقت الكافي",
        {
            "ar": "يُستقبل المراجع بلطف، ويُجاب عن كل ما يسأل عنه، ويُعطى ما يحتاج إليه من وقت.",
            "en": "The visitor is received with tact, every question is answered and enough time is given.",
        },
    ),
    UsualStatement(
        "R51",
        "steps",
        "التأكد من تقديم المراجع كافة المعلومات المطلوبة",
        {
            "ar": "تُستوفى المعلومات المطلوبة، ويطابقها الموظف بأصولها ويتحقق من سريانها يوم التقديم.",
            "en": "All required information is obtained; the officer matches it and checks that it is valid on the day of submission.",
        },
    ),
    UsualStatement(
        "R52",
        "steps",
        "وعلى الموظف مطابقة البيانات",
        {
            "ar": "تُستوفى المعلومات المطلوبة، ويطابقها الموظف بأصولها ويتحقق من سريانها يوم التقديم.",
            "en": "All required information is obtained; the officer matches it and checks that it is valid on the day of submission.",
        },
    ),
    UsualStatement(
        "R53",
        "steps",
        "والتأكد من صلاحيتها وقت التقديم",
        {
            "ar": "تُستوفى المعلومات المطلوبة، ويطابقها الموظف بأصولها ويتحقق من سريانها يوم التقديم.",
            "en": "All required information is obtained; the officer matches it and checks that it is valid on the day of submission.",
        },
    ),
    UsualStatement(
        "R54",
        "steps",
        "في حالة عدم وضوح الإجراءات للمستفيد فعلى الموظف إحالته لمسئول البحث الاجتماعي للإجابة على تساؤلاته وإيضاح الجوانب التنظيمية",
        {
            "ar": "إذا لم تتضح الإجراءات للمستفيد أُحيل إلى من يجيبه ويشرح له الجوانب التنظيمية.",
            "en": "If the procedure is unclear to the beneficiary, he or she is referred to someone who answers and explains the rules.",
        },
    ),
    UsualStatement(
        "R55",
        "steps",
        "التأكد على صحة البيانات المقدمة من طالب الدعم",
        {
            "ar": "يؤكد مقدم الطلب صحة بياناته ويوقّع عليها، ويتحمل مسؤوليتها مباشرة.",
            "en": "The applicant confirms the data, signs it and is directly responsible for it.",
        },
    ),
    UsualStatement(
        "R56",
        "steps",
        "والتوقيع عليها",
        {
            "ar": "يؤكد مقدم الطلب صحة بياناته ويوقّع عليها، ويتحمل مسؤوليتها مباشرة.",
            "en": "The applicant confirms the data, signs it and is directly responsible for it.",
        },
    ),
    UsualStatement(
        "R57",
        "steps",
        "وأنه مسؤول مسؤولية مباشرة عن صحة المعلومات",
        {
            "ar": "يؤكد مقدم الطلب صحة بياناته ويوقّع عليها، ويتحمل مسؤوليتها مباشرة.",
            "en": "The applicant confirms the data, signs it and is directly responsible for it.",
        },
    ),
    UsualStatement(
        "R58",
        "steps",
        "التوضيح للمستفيد بأن طلبه سيرفع للجنة البحث لدراسة طلبه",
        {
            "ar": "يُبلَّغ المستفيد بمن يدرس طلبه، وبأن الرد يأتيه بالقبول أو الرفض في موعده.",
            "en": "The applicant is told who studies the request, and that it will be accepted or rejected in due time.",
        },
        ("التوضيح للمستفيد بأن طلبه سيرفع للإدارة المختصة",),
    ),
    UsualStatement(
        "R59",
        "steps",
        "والرد عليه بشأن قبوله أو رفضه",
        {
            "ar": "يُبلَّغ المستفيد بمن يدرس طلبه، وبأن الرد يأتيه بالقبول أو الرفض في موعده.",
            "en": "The applicant is told who studies the request, and that it will be accepted or rejected in due time.",
        },
        ("وسيتم الرد",),
    ),
    UsualStatement(
        "R60",
        "steps",
        "خلال مدة لا تقل عن أسبوعين",
        {
            "ar": "يُبلَّغ المستفيد بمن يدرس طلبه، وبأن الرد يأتيه بالقبول أو الرفض في موعده.",
            "en": "The applicant is told who studies the request, and that it will be accepted or rejected in due time.",
        },
        (
            "وسيتم الرد بأسرع وقت ممكن",
            "خلال مدة لا تتجاوز أسبوعين",
            "بحد أقصى ثلاثون يوما",
        ),
    ),
    UsualStatement(
        "R61",
        "steps",
        "استكمال إجراءات التسجيل مع اكتمال الطلبات",
        {
            "ar": "يُستكمل تسجيل المستفيد متى اكتملت متطلباته.",
            "en": "Registration is completed once the requirements are complete.",
        },
    ),
    UsualStatement(
        "R62",
        "steps",
        "تقديم الخدمة اللازمة",
        {
            "ar": "تُقدَّم للمستفيد الخدمة التي يحتاج إليها.",
            "en": "The service that is needed is provided.",
        },
    ),
    UsualStatement(
        "R63",
        "steps",
        "عدم استغلال الموظف لصلاحياته أو موقعه الوظيفي لتحقيق منفعة شخصية أو أهداف أخرى",
        {
            "ar": "لا يُستغل الموقع الوظيفي لمنفعة شخصية أو لغرض آخر.",
            "en": "Nobody uses his or her position for personal benefit or another end.",
        },
    ),
    UsualStatement(
        "R64",
        "eligibility",
        "تهدف آلية التأكد من استحقاق المستفيد للخدمة إلى ضمان وصول الخدمة إلى الفئات المستهدفة بشكل عادل وموضوعي",
        {
            "ar": "يُتحقق من الاستحقاق لتبلغ الخدمة أهلها بعدل وموضوعية.",
            "en": "Eligibility is established so that the service reaches those it is meant for, fairly and objectively.",
        },
        (
            "وتتمثل هذه الآلية في مجموعة من الإجراءات المتبعة لجمع المعلومات وتقييمها بهدف تحديد ما إذا كان المستفيد يستوفي الشروط اللازمة للحصول على الخدمة",
            "ضمان وصول الخدمة إلى الفئات المستهدفة بشكل عادل وموضوعي",
        ),
    ),
    UsualStatement(
        "R65",
        "eligibility",
        "تقديم طلب الخدمة يقوم المستفيد بتقديم طلب الخدمة إلى الجمعية ويتضمن الطلب المعلومات الشخصية للمستفيد بالإضافة إلى المعلومات المتعلقة بشروط الحصول على الخدمة",
        {
            "ar": "يقدّم المستفيد طلبه ببياناته الشخصية وما تقتضيه شروط الخدمة من بيانات.",
            "en": "The beneficiary applies with personal data and the data that the service's conditions call for.",
        },
    ),
    UsualStatement(
        "R66",
        "eligibility",
        "جمع المعلومات تقوم الإدارة المختصة بجمع المعلومات اللازمة لتقييم استحقاق المستفيد للخدمة وذلك من خلال مصادر مختلفة",
        {
            "ar": "تُجمع المعلومات من الوثائق الرسمية والنماذج، ومن الزيارة الميدانية حيث تلزم.",
            "en": "Information is gathered from official documents and forms, and from a field visit where one is called for.",
        },
        (
            "الوثائق الرسمية مثل الهوية الوطنية أو السجل المدني",
            "الاستمارات والمعلومات التي يقدمها المستفيد",
            "الزيارات الميدانية في الحالات التي تستدعي ذلك",
        ),
    ),
    UsualStatement(
        "R67",
        "eligibility",
        "تقييم المعلومات تقوم الإدارة المختصة بتقييم المعلومات التي تم جمعها وذلك باستخدام معايير محددة",
        {
            "ar": "تُقيَّم المعلومات وفق الشروط المعتمدة في الجمعية والمعايير المهنية.",
            "en": "The information is evaluated against the association's adopted conditions and professional standards.",
        },
        (
            "الشروط الواردة في اللوائح والأنظمة المنظمة المعتمدة في الجمعية",
            "المعايير المهنية المعتمدة",
        ),
    ),
    UsualStatement(
        "R68",
        "eligibility",
        "إصدار القرار تقوم الإدارة المختصة بإصدار قرار بشأن استحقاق المستفيد للخدمة ويبلغ المستفيد بهذا القرار",
        {
            "ar": "تصدر الإدارة المختصة قرارها في الاستحقاق، ويُبلَّغ به المستفيد.",
            "en": "The competent department decides on eligibility, and the beneficiary is told.",
        },
    ),
    UsualStatement(
        "R69",
        "eligibility",
        "تختلف آليات التأكد من استحقاق المستفيد للخدمة باختلاف نوع الخدمة المقدمة وطبيعة الفئات المستهدفة",
        {
            "ar": "تختلف طريقة التحقق باختلاف الخدمة والفئة التي تُقدَّم لها.",
            "en": "How eligibility is established differs by service and by group.",
        },
        ("ومن أشهر أنواع هذه الآليات ما يلي",),
    ),
    UsualStatement(
        "R70",
        "eligibility",
        "منع إساءة استخدام الخدمة أو الاحتيال فيها",
        {
            "ar": "يمنع التحقق إساءة استخدام الخدمة والاحتيال فيها.",
            "en": "Establishing eligibility prevents misuse and fraud.",
        },
    ),
    UsualStatement(
        "R71",
        "eligibility",
        "تحسين جودة الخدمة المقدمة",
        {
            "ar": "تُسهم نتائج التحقق في تحسين جودة الخدمة.",
            "en": "What the checks find helps to improve the service.",
        },
    ),
)

BY_REQUIREMENT: Final = {one.requirement: one for one in STATEMENTS}
